// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.CommonServices.Queries;

/// <summary>The three questions one may ask the common services (chapters 3.1.4 and 3.2.4), as query strings.</summary>
public static class CatalogueQuery
{
    internal const string RequirementsName = "requirements-by-procedure-and-jurisdiction";
    internal const string EvidenceTypesName = "evidence-types-by-requirement-and-jurisdiction";
    internal const string DataServicesName = "dataservices-by-evidencetype-and-jurisdiction";

    private const string Broker = "urn:fdc:oots:eb:ebxml-regrep:queries:";
    private const string Directory = "urn:fdc:oots:dsd:ebxml-regrep:queries:";

    /// <summary>Evidence Broker: what a procedure requires.</summary>
    /// <param name="procedure">Procedure code; null for all.</param>
    /// <param name="procedureCountry">Country of the procedure, that is of the requester.</param>
    public static string Requirements(string? procedure, string? procedureCountry) =>
        Build(Broker + RequirementsName, [new("procedure-id", procedure), new("country-code", procedureCountry)]);

    /// <summary>Evidence Broker: what proves a requirement.</summary>
    /// <param name="requirement">Address of the requirement.</param>
    /// <param name="providerCountry">Country of the provider; null for all.</param>
    public static string EvidenceTypes(string requirement, string? providerCountry) =>
        Build(Broker + EvidenceTypesName, [new("requirement-id", requirement), new("country-code", providerCountry)]);

    /// <summary>Data Service Directory: who provides an evidence type.</summary>
    /// <param name="evidenceType">Address of the evidence type.</param>
    /// <param name="providerCountry">Country of the provider.</param>
    /// <param name="specification">Only services of this version, for example <c>oots-edm:v2.0</c>; null for all.</param>
    /// <param name="answers">The user's answers to what the directory asked with <c>DSD:ERR:0005</c>.</param>
    public static string DataServices(string evidenceType, string providerCountry, string? specification, IEnumerable<KeyValuePair<string, string>> answers) =>
        Build(Directory + DataServicesName,
        [
            new("evidence-type-classification", evidenceType),
            new("country-code", providerCountry),
            new("specification", specification),
            .. answers.Select(answer => new KeyValuePair<string, string?>(answer.Key, answer.Value)),
        ]);

    // A parameter given twice is refused by the services.
    private static string Build(string query, IEnumerable<KeyValuePair<string, string?>> parameters) =>
        "rest/search?queryId=" + Uri.EscapeDataString(query) + string.Concat(parameters
            .Where(parameter => parameter.Value is not null)
            .DistinctBy(parameter => parameter.Key, StringComparer.Ordinal)
            .Select(parameter => $"&{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value!)}"));
}
