// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Saml;

namespace OnceOnly.Eidas.Issuing;

/// <summary>The assertion of an answer, before it is signed and encrypted.</summary>
internal static class AssertionElement
{
    public static XElement Compose(
        EidasNode node, ReceivedAuthnRequest request, Authentication authentication, DateTimeOffset now)
    {
        var end = SamlInstant.Format(now + authentication.Lifetime);
        return new XElement(
            SamlNames.Saml + "Assertion",
            new XAttribute(XNamespace.Xmlns + "saml2", SamlNames.Saml),
            new XAttribute("ID", SamlId.Create()),
            new XAttribute("Version", "2.0"),
            new XAttribute("IssueInstant", SamlInstant.Format(now)),
            new XElement(SamlNames.Saml + "Issuer", new XAttribute("Format", SamlNames.EntityFormat), node.EntityId),
            new XElement(
                SamlNames.Saml + "Subject",
                new XElement(SamlNames.Saml + "NameID", new XAttribute("Format", request.NameIdFormat), SamlId.Create()),
                new XElement(
                    SamlNames.Saml + "SubjectConfirmation",
                    new XAttribute("Method", SamlNames.Bearer),
                    new XElement(
                        SamlNames.Saml + "SubjectConfirmationData",
                        new XAttribute("InResponseTo", request.Id),
                        new XAttribute("NotOnOrAfter", end),
                        new XAttribute("Recipient", request.AssertionConsumerService)))),
            new XElement(
                SamlNames.Saml + "Conditions",
                new XAttribute("NotBefore", SamlInstant.Format(now)),
                new XAttribute("NotOnOrAfter", end),
                new XElement(
                    SamlNames.Saml + "AudienceRestriction",
                    new XElement(SamlNames.Saml + "Audience", request.ServiceProvider.EntityId))),
            new XElement(
                SamlNames.Saml + "AuthnStatement",
                new XAttribute("AuthnInstant", SamlInstant.Format(now)),
                new XAttribute("SessionIndex", SamlId.Create()),
                new XElement(
                    SamlNames.Saml + "AuthnContext",
                    new XElement(SamlNames.Saml + "AuthnContextClassRef", authentication.LevelOfAssurance))),
            new XElement(
                SamlNames.Saml + "AttributeStatement",
                PersonAttributes.OfSubject(authentication.Subject).Select(Write),
                authentication.Representative is null
                    ? null
                    : PersonAttributes.OfRepresentative(authentication.Representative).Select(Write)));
    }

    private static XElement Write(KeyValuePair<EidasAttribute, object> attribute) =>
        AttributeWriter.Write(attribute.Key, attribute.Value);
}
