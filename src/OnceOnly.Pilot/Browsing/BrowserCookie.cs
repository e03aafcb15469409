// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Net.Http.Headers;
using SameSiteMode = Microsoft.Net.Http.Headers.SameSiteMode;

namespace OnceOnly.Pilot.Browsing;

/// <summary>A cookie that a host set for itself. Domain cookies are refused: nothing in the pilot may need them.</summary>
internal sealed record BrowserCookie(string Name, string Value, string Host, string Path, SameSiteMode SameSite, DateTimeOffset? ExpiresAt)
{
    /// <summary>Reads a <c>Set-Cookie</c> header as a browser would (RFC 6265bis), and is strict where a browser would drop it silently.</summary>
    /// <exception cref="BrowserException">A browser would not keep this cookie.</exception>
    public static BrowserCookie Parse(string header, Uri address, DateTimeOffset now)
    {
        if (!SetCookieHeaderValue.TryParse(header, out var parsed) || parsed.Domain.HasValue)
        {
            throw new BrowserException("The site set a cookie that this browser does not keep.");
        }

        var name = parsed.Name.ToString();
        var isHostCookie = name.StartsWith("__Host-", StringComparison.Ordinal);
        if (!parsed.Secure || (isHostCookie && parsed.Path != "/"))
        {
            throw new BrowserException($"The cookie {name} lacks Secure, or Path=/ beside its __Host- prefix.");
        }

        var expires = parsed.MaxAge is { } age ? now + age : parsed.Expires;
        return new BrowserCookie(
            name, parsed.Value.ToString(), address.Host, parsed.Path.HasValue ? parsed.Path.ToString() : "/", parsed.SameSite, expires);
    }

    /// <param name="address">Where the request goes.</param>
    /// <param name="isCrossSite">Whether another site's page caused it.</param>
    /// <param name="isGet">Whether it is a plain navigation.</param>
    public bool GoesTo(Uri address, bool isCrossSite, bool isGet) =>
        address.Host == Host
        && address.AbsolutePath.StartsWith(Path, StringComparison.Ordinal)
        && (!isCrossSite || SameSite == SameSiteMode.None || (isGet && SameSite is SameSiteMode.Lax or SameSiteMode.Unspecified));
}
