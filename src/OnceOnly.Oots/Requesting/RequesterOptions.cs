// SPDX-License-Identifier: EUPL-1.2

using System.ComponentModel.DataAnnotations;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Requesting;

/// <summary>An authority of ours as requests name it.</summary>
public sealed class RequesterOptions
{
    /// <summary>Its identifier; also the original sender of its messages.</summary>
    [Required]
    public string Identifier { get; set; } = string.Empty;

    /// <summary>Scheme of the identifier, for example <c>urn:cef.eu:names:identifier:EAS:0088</c>.</summary>
    [Required]
    public string Scheme { get; set; } = string.Empty;

    /// <summary>Its name in each language.</summary>
    public Dictionary<string, string> Names { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>NUTS code of its region, where the data model of the other side wants one.</summary>
    public string? Territory { get; set; }

    public string? Address { get; set; }

    public string? PostCode { get; set; }

    public string? City { get; set; }

    internal OotsAgent ToAgent(string country, string classification) => new(
        new SchemedIdentifier(Scheme, Identifier),
        [.. Names.Select(name => new OotsText(name.Key.ToUpperInvariant(), name.Value))],
        new OotsAddress(country, Territory) { FullAddress = Address, PostCode = PostCode, PostCityName = City },
        classification);
}
