// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.AccessPoints;

/// <summary>For whom another access point may speak. Its signature proves which access point a message is from, and nothing about the authority named inside.</summary>
/// <param name="Countries">Member States, two letters each; Greece is <c>EL</c>.</param>
/// <param name="Authorities">Their authorities; none named: all of these countries.</param>
public sealed record Remit(IReadOnlyList<string> Countries, IReadOnlyList<SchemedIdentifier> Authorities)
{
    /// <summary>Whether the authority or platform, in the country it says it is in, is among them. A platform need not say one.</summary>
    public bool Covers(OotsAgent agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        return (agent.Address is null || Countries.Contains(agent.Address.Country, StringComparer.Ordinal)) && Names(agent.Identifier);
    }

    public bool Covers(SchemedIdentifier authority, string country) => Countries.Contains(country, StringComparer.Ordinal) && Names(authority);

    // A scheme may name a country too, and then not another one than the address.
    private bool Names(SchemedIdentifier authority) => Authorities.Count == 0
        ? CountryOf(authority.Scheme) is not { } country || Countries.Contains(country, StringComparer.Ordinal)
        : Authorities.Contains(authority);

    private static string? CountryOf(string scheme) =>
        scheme.StartsWith(EdmNames.UnregisteredPrefix, StringComparison.Ordinal) && scheme[EdmNames.UnregisteredPrefix.Length..] is { Length: 2 } country ? country : null;
}

/// <summary>Port: what is agreed with each access point.</summary>
public interface IRemits
{
    /// <returns>Null for an access point with which nothing is agreed: it may speak for nobody.</returns>
    Remit? Find(SchemedIdentifier party);
}
