// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Eidas.Responses;

/// <summary>saml:AuthnStatement: when the log-in was, and how well it was done.</summary>
internal static class AuthnStatementCheck
{
    public static AuthenticationEvent? Check(IReadOnlyList<XmlElement> statements, CheckContext context)
    {
        var findings = context.Findings;
        if (!findings.Require(statements.Count == 1, ResponseRules.AuthnStatement))
        {
            return null;
        }

        var statement = statements[0];
        var children = new ChildElements(statement);
        children.Take(SamlNames.Assertion, "SubjectLocality");
        var authnContext = children.Take(SamlNames.Assertion, "AuthnContext");
        findings.Require(
            children.IsExhausted && statement.HasOnlyAttributes("AuthnInstant", "SessionIndex", "SessionNotOnOrAfter"),
            ResponseRules.AuthnStatement);

        var instant = context.RequireRecent(
            statement.Attribute("AuthnInstant"), context.Tolerances.MaximumAuthenticationAge, ResponseRules.AuthnInstant);
        if (statement.Attribute("SessionNotOnOrAfter") is { } end)
        {
            context.RequireNotReached(end, ResponseRules.SessionNotOnOrAfter);
        }

        var level = ReadClassRef(authnContext);
        if (!findings.Require(level is not null, ResponseRules.AuthnContext))
        {
            return null;
        }

        level = context.Expected.Profile.LevelUri(level!);
        CheckLevel(level, context);
        return instant is null ? null : new AuthenticationEvent(level, instant.Value, statement.Attribute("SessionIndex"));
    }

    private static string? ReadClassRef(XmlElement? authnContext)
    {
        if (authnContext is null)
        {
            return null;
        }

        var children = new ChildElements(authnContext);
        var classRef = children.Take(SamlNames.Assertion, "AuthnContextClassRef");
        children.TakeAll(SamlNames.Assertion, "AuthnContextDecl");
        children.TakeAll(SamlNames.Assertion, "AuthnContextDeclRef");
        children.TakeAll(SamlNames.Assertion, "AuthenticatingAuthority");
        return classRef is not null && children.IsExhausted && ElementText.TryGet(classRef, out var text) && text.Trim().Length > 0
            ? text.Trim()
            : null;
    }

    private static void CheckLevel(string level, CheckContext context)
    {
        var expected = context.Expected;
        var isNotified = AssuranceLevelUri.TryParse(level, out var notified);
        context.Findings.Require(
            expected.Demand?.IsSatisfiedBy(level) ?? isNotified, ResponseRules.LevelOfAssurance, $"It is '{level}'.");

        // Other schemes (REFEDS) certify things in the same place that are no levels.
        var declared = expected.Node.AssuranceLevels
            .Select(expected.Profile.LevelUri)
            .Where(uri => AssuranceLevelUri.IsEidas(uri) || !AssuranceLevelUri.IsEidas(level))
            .ToList();
        context.Findings.Require(
            declared.Count == 0
                ? !isNotified || expected.HighestLevel is null || notified <= expected.HighestLevel
                : isNotified
                    ? declared.Any(uri => AssuranceLevelUri.TryParse(uri, out var best) && notified <= best)
                    : declared.Any(uri => AssuranceLevelUri.Normalize(uri) == AssuranceLevelUri.Normalize(level)),
            ResponseRules.LevelDeclared,
            $"It is '{level}'.");
    }
}
