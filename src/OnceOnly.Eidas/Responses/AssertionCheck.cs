// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Responses;

/// <summary>The rules of the assertion as a whole; its parts have checks of their own.</summary>
internal static class AssertionCheck
{
    // A node makes both messages in one go; its two clock readings may differ by this much.
    private static readonly TimeSpan IssueOrderTolerance = TimeSpan.FromMilliseconds(500);

    /// <returns>What the assertion says; null when anything was found, there or before.</returns>
    public static AcceptedResponse? Check(OpenedAssertion opened, ResponseEnvelope envelope, CheckContext context)
    {
        var assertion = opened.Element;
        var findings = context.Findings;
        var children = new ChildElements(assertion);
        var issuer = children.Take(SamlNames.Assertion, "Issuer");
        children.Take(XmlNames.Signature, "Signature");
        var subject = children.Take(SamlNames.Assertion, "Subject");
        var conditions = children.Take(SamlNames.Assertion, "Conditions");
        children.Take(SamlNames.Assertion, "Advice");
        var statements = TakeStatements(children);
        findings.Require(
            children.IsExhausted
                && assertion.HasOnlyAttributes("ID", "Version", "IssueInstant")
                && assertion.CountBelow(SamlNames.Assertion, "Assertion") == 0
                && assertion.CountBelow(SamlNames.Assertion, "EncryptedAssertion") == 0,
            ResponseRules.AssertionSchema);

        var id = assertion.Attribute("ID");
        findings.Require(SamlId.IsValid(id) && id != envelope.Id, ResponseRules.AssertionId);
        findings.RequireSame(assertion.Attribute("Version"), "2.0", ResponseRules.AssertionVersion);
        // The order first: that is never a matter of lateness, and of one rule the first fault alone is noted.
        var issued = assertion.Attribute("IssueInstant");
        findings.Require(
            !(SamlInstant.Parse(issued) - envelope.IssueInstant > IssueOrderTolerance),
            ResponseRules.AssertionIssueInstant,
            "It is later than that of the Response.");
        context.RequireRecent(issued, context.Tolerances.MaximumAge, ResponseRules.AssertionIssueInstant);
        IssuerElement.Read(issuer, context.Expected.Node.EntityId, ResponseRules.AssertionIssuer, findings);
        findings.Require(opened.Signature == SignatureFault.None, ResponseRules.AssertionSignature, opened.Signature.ToString());

        SubjectCheck.Check(subject, context);
        var end = ConditionsCheck.Check(conditions, context);
        var authentication = AuthnStatementCheck.Check(statements.Where(IsAuthn).ToList(), context);
        var persons = ReadPersons(statements.Where(statement => !IsAuthn(statement)).ToList(), context);
        if (!findings.None)
        {
            return null;
        }

        // Nothing was found: all of it is there.
        return new AcceptedResponse
        {
            Subject = persons!.Subject,
            Representative = persons.Representative,
            LevelOfAssurance = authentication!.LevelOfAssurance,
            AuthenticatedAt = authentication.Instant,
            SessionIndex = authentication.SessionIndex,
            ResponseId = envelope.Id!,
            AssertionId = id!,
            // The clock of the instance that accepts may be behind that of the one that forgets.
            ReplayableUntil = end!.Value + context.Tolerances.ClockSkew,
        };
    }

    private static List<XmlElement> TakeStatements(ChildElements children)
    {
        var statements = new List<XmlElement>();
        while ((children.Take(SamlNames.Assertion, "AuthnStatement")
            ?? children.Take(SamlNames.Assertion, "AttributeStatement")) is { } statement)
        {
            statements.Add(statement);
        }

        return statements;
    }

    private static bool IsAuthn(XmlElement statement) => statement.LocalName == "AuthnStatement";

    private static DescribedPersons? ReadPersons(List<XmlElement> statements, CheckContext context)
    {
        if (!context.Findings.Require(statements.Count == 1, ResponseRules.AttributeStatement))
        {
            return null;
        }

        return PersonReader.Read(AttributeReader.Read(statements[0], context, out var named), named, context);
    }
}
