// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Saml;

/// <summary>The NameID formats eIDAS knows. A NameID is never the identity of a person; the PersonIdentifier is.</summary>
public static class NameIdFormat
{
    public const string Persistent = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
    public const string Transient = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
    public const string Unspecified = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

    internal static bool IsKnown(string? format) => format is null or Persistent or Transient or Unspecified;
}
