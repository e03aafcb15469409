// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.State;

/// <summary>The kinds of <see cref="ProtocolItem"/>.</summary>
internal static class ProtocolKind
{
    public const string PushedRequest = "par";
    public const string Authorization = "authorization";
    public const string Code = "code";
    public const string Refresh = "refresh";
    public const string Grant = "grant";
    public const string Session = "session";
    public const string Login = "login";
    public const string Logout = "logout";
    public const string ClientAssertion = "client-jti";
    public const string DpopProof = "dpop-jti";

    /// <summary>A request at a connector that speaks SAML, by its RelayState.</summary>
    public const string EidasRequest = "eidas-request";

    /// <summary>The identifier of an eIDAS message that was accepted.</summary>
    public const string EidasMessage = "eidas-message";

    /// <summary>A request at a connector that speaks OpenID Connect, by its state.</summary>
    public const string OidcRequest = "oidc-request";

    /// <summary>How far the latest metadata of a connector reach: the item has no content and ends with them.</summary>
    public const string MetadataEnd = "metadata-end";

    /// <summary>That some instance deletes what has expired, for this minute.</summary>
    public const string Cleaning = "cleaning";
}
