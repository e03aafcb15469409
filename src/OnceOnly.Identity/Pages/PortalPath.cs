// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.Logins;

namespace OnceOnly.Identity.Pages;

/// <summary>The portal's pages to which the protocol hands over.</summary>
public static class PortalPath
{
    /// <summary>With <c>id</c>: choose an eID. With <c>failure</c> (a <see cref="LoginFailure"/>) instead: why it cannot go on.</summary>
    public const string Login = "/login";

    /// <summary>With <c>id</c>: the explicit request.</summary>
    public const string ExplicitRequest = "/explicit-request";

    /// <summary>The portal's first page.</summary>
    public const string Home = "/";

    internal static string LoginOf(string id) => $"{Login}?id={id}";

    internal static string LoginFailedWith(LoginFailure failure) => $"{Login}?failure={failure}";

    internal static string ExplicitRequestOf(string id) => $"{ExplicitRequest}?id={id}";
}
