// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Cli.Saml;

/// <summary>Explains an Assertion in clear text. Values of attributes are personal data and not shown.</summary>
internal static class AssertionExplanation
{
    public static void Write(XmlElement assertion, Explanation explanation)
    {
        var confirmation = assertion.Children(SamlNames.Assertion, "Subject")
            .SelectMany(subject => subject.Children(SamlNames.Assertion, "SubjectConfirmation"))
            .SelectMany(found => found.Children(SamlNames.Assertion, "SubjectConfirmationData"))
            .FirstOrDefault();
        var conditions = assertion.Children(SamlNames.Assertion, "Conditions").FirstOrDefault();
        var statement = assertion.Children(SamlNames.Assertion, "AuthnStatement").FirstOrDefault();

        explanation.Title("An assertion about a person.");
        explanation.Fact("from", Explanation.TextOf(assertion.Children(SamlNames.Assertion, "Issuer").FirstOrDefault()));
        explanation.Fact("ID", assertion.Attribute("ID"));
        explanation.Fact("issued", assertion.Attribute("IssueInstant"));
        explanation.Signature(assertion);
        explanation.Fact("delivered to", confirmation?.Attribute("Recipient"));
        explanation.Fact("answers request", confirmation?.Attribute("InResponseTo"));
        explanation.Fact("good from", conditions?.Attribute("NotBefore"));
        explanation.Fact("good until", conditions?.Attribute("NotOnOrAfter"));
        foreach (var audience in conditions?.Children(SamlNames.Assertion, "AudienceRestriction")
            .SelectMany(restriction => restriction.Children(SamlNames.Assertion, "Audience")) ?? [])
        {
            explanation.Fact("made for", Explanation.TextOf(audience));
        }

        explanation.Fact("logged in", statement?.Attribute("AuthnInstant"));
        explanation.Fact("level", Explanation.TextOf(statement?.Children(SamlNames.Assertion, "AuthnContext")
            .SelectMany(context => context.Children(SamlNames.Assertion, "AuthnContextClassRef"))
            .FirstOrDefault()));
        foreach (var attribute in assertion.Children(SamlNames.Assertion, "AttributeStatement")
            .SelectMany(list => list.Children(SamlNames.Assertion, "Attribute")))
        {
            explanation.Fact("says", AttributeNames.Describe(attribute.Attribute("Name")));
        }
    }
}
