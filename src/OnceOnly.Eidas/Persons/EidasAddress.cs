// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Persons;

/// <summary>An address in the parts of the ISA Core Location Vocabulary, each of them optional.</summary>
public sealed record EidasAddress
{
    public string? PoBox { get; init; }

    /// <summary>House number.</summary>
    public string? LocatorDesignator { get; init; }

    /// <summary>Name of the house.</summary>
    public string? LocatorName { get; init; }

    /// <summary>Area within the place.</summary>
    public string? CvaddressArea { get; init; }

    /// <summary>Street.</summary>
    public string? Thoroughfare { get; init; }

    /// <summary>Town.</summary>
    public string? PostName { get; init; }

    /// <summary>Country.</summary>
    public string? AdminunitFirstline { get; init; }

    /// <summary>Region.</summary>
    public string? AdminunitSecondline { get; init; }

    public string? PostCode { get; init; }

    /// <summary>Addresses are personal data and stay out of texts that might be logged.</summary>
    public override string ToString() => nameof(EidasAddress);
}
