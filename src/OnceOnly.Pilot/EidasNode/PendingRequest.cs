// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Pilot.Personas;

namespace OnceOnly.Pilot.EidasNode;

/// <summary>A log-in that waits for somebody to choose who they are.</summary>
/// <param name="Country">Whose eID.</param>
/// <param name="Destination">Country of whoever asks; identifiers are made for it.</param>
/// <param name="Request">The verified request.</param>
/// <param name="RelayState">Goes back as it came.</param>
public sealed record PendingRequest(NodeCountry Country, string Destination, ReceivedAuthnRequest Request, string? RelayState)
{
    /// <summary>Personas of the country who have what is asked for: a person's data set, or a company's.</summary>
    public IEnumerable<Persona> Personas => PilotPersonas.All.Where(persona =>
        persona.Country == Country.Code
        && Request.Attributes.Any(asked => asked.IsRequired && asked.Attribute.Set == SetOf(persona)));

    private static AttributeSet SetOf(Persona persona) =>
        persona.Representative is null ? AttributeSet.NaturalPerson : AttributeSet.LegalPerson;
}
