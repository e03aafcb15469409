// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Portal.Serving;

/// <summary>Where a requester in another Member State wants the browser back.</summary>
/// <param name="Address">https, without user information.</param>
/// <param name="IsKnown">Whether the origin is bound to the requester's access point; if not, a page names the host first.</param>
/// <param name="IsPost">Whether it is reached by a form.</param>
internal sealed record ReturnAddress(Uri Address, bool IsKnown, bool IsPost)
{
    public const int Longest = 2000;

    /// <returns>Null for what no browser is sent to.</returns>
    public static ReturnAddress? Read(string? address, string? method, Func<Uri, bool> isKnown) =>
        address is { Length: > 0 and <= Longest }
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps
        && uri.UserInfo.Length == 0
        && uri.Host.Length > 0
        && WithAsciiHost(uri) is { } plain
            ? new ReturnAddress(plain, isKnown(plain), string.Equals(method, "POST", StringComparison.OrdinalIgnoreCase))
            : null;

    /// <summary>Letters of another script may look like those of a known host; what is shown is what is called.</summary>
    private static Uri? WithAsciiHost(Uri uri)
    {
        try
        {
            return uri.IdnHost == uri.Host ? uri : new UriBuilder(uri) { Host = uri.IdnHost }.Uri;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }
}
