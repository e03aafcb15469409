// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>A claim without which a log-in does not count, for example <c>amr</c> where a scope picks the means.</summary>
public sealed class OidcRequiredClaim
{
    public string Claim { get; set; } = string.Empty;

    /// <summary>Values of which it must be one, or hold one if it is a list; letter by letter.</summary>
    public List<string> Values { get; } = [];
}
