// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Messages;

/// <summary>An address; mostly the country is all that is known.</summary>
/// <param name="Country"><c>AdminUnitLevel1</c>; Greece is <c>EL</c>.</param>
/// <param name="Territory"><c>AdminUnitLevel2</c>, a NUTS code.</param>
public sealed record OotsAddress(string Country, string? Territory = null)
{
    public string? FullAddress { get; init; }

    public string? LocatorDesignator { get; init; }

    public string? PostCode { get; init; }

    public string? PostCityName { get; init; }

    public string? Thoroughfare { get; init; }
}
