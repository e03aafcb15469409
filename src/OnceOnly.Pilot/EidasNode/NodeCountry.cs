// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.EidasNode;

/// <summary>One country behind the node: to the gateway each is an identity provider of its own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Node">What it signs with and is known by.</param>
public sealed record NodeCountry(string Name, Eidas.Issuing.EidasNode Node)
{
    public string Code => Node.Country!;
}
