// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Assurance;
using OnceOnly.Pilot.Certificates;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Pilot.EidasNode;

/// <summary>The countries whose eIDs the pilot has. Two sign with RSA-PSS, one with ECDSA: both occur in Europe.</summary>
public sealed class NodeCountries
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["EL"] = "Greece",
        ["FI"] = "Finland",
        ["SE"] = "Sweden",
    };

    private readonly Dictionary<string, NodeCountry> _byCode;

    internal NodeCountries(Uri origin, DevelopmentCertificates certificates)
    {
        var rsa = new SigningKey(certificates.NodeSamlRsa.Load());
        var ec = new SigningKey(certificates.NodeSamlEc.Load());
        _byCode = Names.ToDictionary(
            country => country.Key,
            country => new NodeCountry(country.Value, new Eidas.Issuing.EidasNode
            {
                EntityId = MetadataOf(origin, country.Key).AbsoluteUri,
                SingleSignOnService = new Uri(origin, $"/{country.Key}/sso").AbsoluteUri,
                SigningKey = country.Key == "FI" ? ec : rsa,
                Country = country.Key,
                AssuranceLevels = [AssuranceLevelUri.Of(AssuranceLevel.High)],
            }),
            StringComparer.Ordinal);
    }

    /// <summary>Names of the countries by code.</summary>
    public static IReadOnlyDictionary<string, string> All => Names;

    /// <summary>Where a country's metadata is.</summary>
    public static Uri MetadataOf(Uri origin, string country) => new(origin, $"/{country}/metadata");

    internal NodeCountry? Find(string code) => _byCode.GetValueOrDefault(code);
}
