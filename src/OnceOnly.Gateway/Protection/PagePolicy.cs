// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Protection;

/// <summary>The content security policy of one page: nothing but our own style sheet, icon and script file, and forms to ourselves.</summary>
internal sealed class PagePolicy
{
    private readonly HashSet<string> _formTargets = new(StringComparer.Ordinal) { "'self'" };

    /// <summary>
    /// Lets a form of this page end at an origin outside. Browsers check <c>form-action</c> along redirects too, so an
    /// answer to a POST that redirects to an e-service needs it.
    /// </summary>
    /// <remarks>The policy's grammar has no IPv6 addresses; there the scheme has to do.</remarks>
    public void AllowFormTo(Uri uri) =>
        _formTargets.Add(uri.HostNameType is UriHostNameType.IPv6 ? uri.Scheme + ":" : uri.GetLeftPart(UriPartial.Authority));

    /// <summary>As <see cref="AllowFormTo"/>, where the page cannot know the origin beforehand.</summary>
    public void AllowFormToAnyHttps() => _formTargets.Add("https:");

    public override string ToString() =>
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action "
        + string.Join(' ', _formTargets);
}
