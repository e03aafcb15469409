// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Saml;

/// <summary>Status codes of SAML responses (SAML core §3.2.2.2).</summary>
public static class StatusCode
{
    public const string Success = Prefix + "Success";
    public const string Requester = Prefix + "Requester";
    public const string Responder = Prefix + "Responder";
    public const string VersionMismatch = Prefix + "VersionMismatch";

    public const string AuthnFailed = Prefix + "AuthnFailed";
    public const string RequestDenied = Prefix + "RequestDenied";
    public const string NoAuthnContext = Prefix + "NoAuthnContext";
    public const string InvalidAttrNameOrValue = Prefix + "InvalidAttrNameOrValue";
    public const string InvalidNameIdPolicy = Prefix + "InvalidNameIDPolicy";

    private const string Prefix = "urn:oasis:names:tc:SAML:2.0:status:";

    private static readonly HashSet<string> SecondLevel =
    [
        AuthnFailed, RequestDenied, NoAuthnContext, InvalidAttrNameOrValue, InvalidNameIdPolicy,
        Prefix + "NoAvailableIDP", Prefix + "NoPassive", Prefix + "NoSupportedIDP", Prefix + "PartialLogout",
        Prefix + "ProxyCountExceeded", Prefix + "RequestUnsupported", Prefix + "RequestVersionDeprecated",
        Prefix + "RequestVersionTooHigh", Prefix + "RequestVersionTooLow", Prefix + "ResourceNotRecognized",
        Prefix + "TooManyResponses", Prefix + "UnknownAttrProfile", Prefix + "UnknownPrincipal", Prefix + "UnsupportedBinding",
    ];

    /// <summary>Whether SAML has a code to say a failure more exactly. None of them is ever a success.</summary>
    internal static bool IsSecondLevel(string? code) => code is not null && SecondLevel.Contains(code);
}
