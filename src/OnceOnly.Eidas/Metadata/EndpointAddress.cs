// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;

namespace OnceOnly.Eidas.Metadata;

/// <summary>The <c>Location</c> of an endpoint: where a citizen's browser is sent, so nothing but an https address will do.</summary>
public static class EndpointAddress
{
    /// <param name="location">The attribute as it stands there.</param>
    /// <param name="address">It without the spaces around it, letter for letter: it is what messages name as their destination.</param>
    /// <returns>
    /// False unless it is an absolute https URI without user information or fragment. A URI has visible ASCII characters only
    /// (RFC 3986); names of hosts in other letters are written in their ASCII form.
    /// </returns>
    public static bool TryRead(string? location, [NotNullWhen(true)] out string? address)
    {
        address = location?.Trim();
        if (address is not null
            && address.All(letter => letter is > ' ' and <= '~' and not '#')
            && Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && uri.Scheme == Uri.UriSchemeHttps
            && !uri.GetLeftPart(UriPartial.Authority).Contains('@', StringComparison.Ordinal))
        {
            return true;
        }

        address = null;
        return false;
    }

    /// <summary>The addresses of endpoints; those that are none are as good as not listed.</summary>
    internal static IEnumerable<string> Usable(IEnumerable<string?> locations) =>
        locations.Select(location => TryRead(location, out var address) ? address : null).OfType<string>();
}
