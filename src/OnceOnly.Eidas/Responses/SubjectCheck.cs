// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Eidas.Responses;

/// <summary>saml:Subject: a NameID that is not the identity, and one confirmation by bearer.</summary>
internal static class SubjectCheck
{
    public static void Check(XmlElement? subject, CheckContext context)
    {
        var findings = context.Findings;
        var children = subject is null ? null : new ChildElements(subject);
        var nameId = children?.Take(SamlNames.Assertion, "NameID");
        findings.Require(
            nameId is not null
                && NameIdFormat.IsKnown(nameId.Attribute("Format"))
                && ElementText.TryGet(nameId, out var text)
                && !string.IsNullOrWhiteSpace(text),
            ResponseRules.SubjectNameId);

        var confirmation = children?.Take(SamlNames.Assertion, "SubjectConfirmation");
        var data = confirmation is null ? null : DataOf(confirmation);
        findings.Require(
            data is not null
                && children!.IsExhausted
                && confirmation!.HasOnlyAttributes("Method")
                && confirmation!.Attribute("Method") == SamlNames.Bearer
                && data.HasOnlyAttributes("NotBefore", "NotOnOrAfter", "Recipient", "InResponseTo", "Address"),
            ResponseRules.SubjectConfirmation);
        if (data is null)
        {
            return;
        }

        var expected = context.Expected;
        findings.RequireSame(data.Attribute("Recipient"), expected.AssertionConsumerService, ResponseRules.SubjectRecipient);
        findings.RequireSame(data.Attribute("InResponseTo"), expected.RequestId, ResponseRules.SubjectInResponseTo);
        findings.Require(data.Attribute("NotBefore") is null, ResponseRules.SubjectNotBefore);
        context.RequireNear(data.Attribute("NotOnOrAfter"), ResponseRules.SubjectNotOnOrAfter);
    }

    private static XmlElement? DataOf(XmlElement confirmation)
    {
        var children = new ChildElements(confirmation);
        var data = children.Take(SamlNames.Assertion, "SubjectConfirmationData");
        return children.IsExhausted ? data : null;
    }
}
