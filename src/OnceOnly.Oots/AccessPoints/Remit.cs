// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.AccessPoints;

/// <summary>For whom another access point may speak. Its signature proves which access point a message is from, and nothing about the authority named inside.</summary>
/// <param name="Countries">Member States, two letters each; Greece is <c>EL</c> or <c>GR</c>.</param>
/// <param name="Authorities">Their authorities; none named: all of these countries.</param>
public sealed record Remit(IReadOnlyList<string> Countries, IReadOnlyList<SchemedIdentifier> Authorities)
{
    /// <summary>Whether the authority or platform, in the country it says it is in, is among them. A platform need not say one.</summary>
    public bool Covers(OotsAgent agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        return (agent.Address is null || IsIn(agent.Address.Country)) && Names(agent.Identifier);
    }

    public bool Covers(SchemedIdentifier authority, string country) => IsIn(country) && Names(authority);

    /// <summary>The lists of OOTS say <c>EL</c>, ISO 3166 says <c>GR</c>, and both are written.</summary>
    public static string Usual(string country) => country == "GR" ? "EL" : country;

    // A scheme may name a country too, and then not another one than the address.
    private bool Names(SchemedIdentifier authority) =>
        (CountryOf(authority.Scheme) is not { } country || IsIn(country)) && (Authorities.Count == 0 || Authorities.Contains(authority));

    private bool IsIn(string country) => Countries.Any(known => Usual(known) == Usual(country));

    private static string? CountryOf(string scheme) =>
        scheme.StartsWith(EdmNames.UnregisteredPrefix, StringComparison.Ordinal) && scheme[EdmNames.UnregisteredPrefix.Length..] is { Length: 2 } country ? country : null;
}

/// <summary>Port: what is agreed with each access point.</summary>
public interface IRemits
{
    /// <returns>Null for an access point with which nothing is agreed: it may speak for nobody.</returns>
    Remit? Find(SchemedIdentifier party);
}
