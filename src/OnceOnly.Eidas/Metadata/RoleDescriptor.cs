// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Eidas.Metadata;

/// <summary>An IDPSSODescriptor or SPSSODescriptor; an entity may have several, for several protocols (SAML metadata §2.4.1).</summary>
public static class RoleDescriptor
{
    /// <summary>Whether it is about SAML 2.0; others are not looked at.</summary>
    public static bool SpeaksSaml2(XmlElement role) =>
        (role.Attribute("protocolSupportEnumeration") ?? string.Empty)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Contains(SamlNames.Protocol, StringComparer.Ordinal);
}
