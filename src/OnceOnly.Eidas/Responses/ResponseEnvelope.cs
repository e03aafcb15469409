// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Eidas.Responses;

/// <summary>The Response around the assertion: its attributes, issuer and status, and the one assertion.</summary>
internal sealed record ResponseEnvelope(
    string? Id, DateTimeOffset? IssueInstant, string? Issuer, ResponseStatus Status, XmlElement? Assertion)
{
    public static ResponseEnvelope Read(XmlElement root, CheckContext context)
    {
        var expected = context.Expected;
        var findings = context.Findings;

        var children = new ChildElements(root);
        var issuer = children.Take(SamlNames.Assertion, "Issuer");
        children.Take(XmlNames.Signature, "Signature");
        children.Take(SamlNames.Protocol, "Extensions");
        var statusElement = children.Take(SamlNames.Protocol, "Status");
        var plain = children.TakeAll(SamlNames.Assertion, "Assertion");
        var encrypted = children.TakeAll(SamlNames.Assertion, "EncryptedAssertion");
        findings.Require(
            children.IsExhausted && root.HasOnlyAttributes(
                "ID", "InResponseTo", "Version", "IssueInstant", "Destination", "Consent"),
            ResponseRules.ResponseSchema);

        var id = root.Attribute("ID");
        findings.Require(SamlId.IsValid(id), ResponseRules.ResponseId);
        findings.RequireSame(root.Attribute("Version"), "2.0", ResponseRules.ResponseVersion);
        var issueInstant = context.RequireRecent(
            root.Attribute("IssueInstant"), context.Tolerances.MaximumAge, ResponseRules.ResponseIssueInstant);
        findings.RequireSame(root.Attribute("InResponseTo"), expected.RequestId, ResponseRules.ResponseInResponseTo);
        findings.RequireSame(root.Attribute("Destination"), expected.AssertionConsumerService, ResponseRules.ResponseDestination);
        var issuerText = IssuerElement.Read(issuer, expected.Node.EntityId, ResponseRules.ResponseIssuer, findings);

        var status = ResponseStatus.Read(statusElement);
        findings.Require(status.Code is not null, ResponseRules.ResponseStatus);

        var assertion = TheOne(root, plain, encrypted, expected.Profile.AllowsPlainAssertion);
        if (status.IsSuccess)
        {
            findings.Require(assertion is not null, ResponseRules.OneEncryptedAssertion);
        }

        return new ResponseEnvelope(id, issueInstant, issuerText, status, assertion);
    }

    // Wherever a second assertion hides, somebody wants it read instead of the first.
    private static XmlElement? TheOne(
        XmlElement root, IReadOnlyList<XmlElement> plain, IReadOnlyList<XmlElement> encrypted, bool allowsPlain)
    {
        var all = root.CountBelow(SamlNames.Assertion, "Assertion") + root.CountBelow(SamlNames.Assertion, "EncryptedAssertion");
        return (plain, encrypted) switch
        {
            _ when all != 1 || root.CountBelow(SamlNames.Protocol, "Response") != 0 => null,
            ([], [var only]) => only,
            ([var only], []) when allowsPlain => only,
            _ => null,
        };
    }
}
