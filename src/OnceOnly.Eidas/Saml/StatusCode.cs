// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Saml;

/// <summary>Status codes of SAML responses (SAML core §3.2.2.2) that eIDAS uses.</summary>
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
}
