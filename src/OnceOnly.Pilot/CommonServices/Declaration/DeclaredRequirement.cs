// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.CommonServices.Declaration;

/// <summary>Something that has to be proved.</summary>
/// <param name="Id">UUID in its address.</param>
/// <param name="Names">By language.</param>
/// <param name="Procedures">Who requires it, and for what.</param>
/// <param name="Lists">What proves it: any one list, all of its types.</param>
internal sealed record DeclaredRequirement(
    Guid Id,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<DeclaredProcedure> Procedures,
    IReadOnlyList<DeclaredList> Lists)
{
    public string Address => "https://sr.oots.tech.ec.europa.eu/requirements/" + Id.ToString("D");
}

/// <summary>A national procedure.</summary>
internal sealed record DeclaredProcedure(Guid Id, string Procedure, string Country, IReadOnlyDictionary<string, string> Titles);

/// <summary>Evidence types that prove it together in one country; none says that nothing there does.</summary>
internal sealed record DeclaredList(Guid Id, string Country, IReadOnlyDictionary<string, string> Names, IReadOnlyList<string> EvidenceTypes);
