// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Eidas.Responses;

/// <summary>saml:Issuer: an entityID, in the format for that or in none.</summary>
internal static class IssuerElement
{
    public static string? Read(XmlElement? issuer, string expected, ResponseRule rule, Findings findings)
    {
        if (issuer is null || !ElementText.TryGet(issuer, out var text))
        {
            findings.Require(false, rule, "It is missing.");
            return null;
        }

        findings.Require(issuer.Attribute("Format") is null or SamlNames.EntityFormat, rule, "Its Format is not that of an entity.");
        // An entity has no qualifiers (SAML core §8.3.6).
        findings.Require(issuer.HasOnlyAttributes("Format"), rule, "It has attributes that no entity's name has.");
        findings.RequireSame(text.Trim(), expected, rule);
        return text.Trim();
    }
}
