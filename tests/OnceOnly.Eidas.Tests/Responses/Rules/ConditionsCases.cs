// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using static OnceOnly.Eidas.Tests.Responses.Rules.Breaking;

namespace OnceOnly.Eidas.Tests.Responses.Rules;

/// <summary>From when to when, and for whom.</summary>
internal static class ConditionsCases
{
    public static IReadOnlyList<(ResponseRule Rule, string How, Action<Forge> Break)> All { get; } =
    [
        (ResponseRules.ConditionsSchema, "missing", forge => forge.In("Conditions").Remove()),
        (ResponseRules.ConditionsSchema, "one we do not know", forge => forge.In("Conditions").Add(new XElement(Templates.Saml + "Condition"))),
        (ResponseRules.ConditionsSchema, "for one use, twice", forge => forge.In("Conditions").Add(new XElement(Templates.Saml + "OneTimeUse"))),
        (ResponseRules.ConditionsSchema, "something beside the audience", forge => forge.In("AudienceRestriction").Add(new XElement("extra"))),
        (ResponseRules.ConditionsSchema, "an unknown attribute of the restriction", forge => forge.In("AudienceRestriction").SetAttributeValue("Extra", "x")),
        (ResponseRules.ConditionsSchema, "an unknown attribute", forge => forge.In("Conditions").SetAttributeValue("Extra", "x")),
        .. Bad(ResponseRules.ConditionsNotBefore, forge => forge.In("Conditions"), "NotBefore"),
        (ResponseRules.ConditionsNotBefore, "in the future", forge => forge.In("Conditions").SetAttributeValue("NotBefore", "2026-11-21T12:04:00Z")),
        (ResponseRules.ConditionsNotBefore, "empty Conditions", forge => forge.In("Conditions").ReplaceWith(new XElement(Templates.Saml + "Conditions"))),
        .. Ends(ResponseRules.ConditionsNotOnOrAfter, forge => forge.In("Conditions"), "NotOnOrAfter"),
        (ResponseRules.ConditionsNotOnOrAfter, "before the beginning", forge => forge.In("Conditions").SetAttributeValue("NotBefore", "2026-11-21T12:05:00Z")),
        (ResponseRules.AssertionLifetime, "conditions for years", forge => forge.In("Conditions").SetAttributeValue("NotOnOrAfter", "2030-01-01T00:00:00Z")),
        (ResponseRules.AssertionLifetime, "a confirmation for ever", forge => forge.In("SubjectConfirmationData").SetAttributeValue("NotOnOrAfter", "9999-12-31T23:59:59.9999999Z")),
        (ResponseRules.ConditionsAudience, "no restriction", forge => forge.In("AudienceRestriction").Remove()),
        (ResponseRules.ConditionsAudience, "no audience", forge => forge.In("AudienceRestriction").RemoveNodes()),
        (ResponseRules.ConditionsAudience, "another", forge => forge.Assertion.Descendants(Templates.Saml + "Audience").Last().Value = "https://other.example/2"),
        (ResponseRules.ConditionsAudience, "our endpoint", forge => forge.Assertion.Descendants(Templates.Saml + "Audience").Last().Value = Actors.Us.AssertionConsumerService),
        (ResponseRules.ConditionsAudience, "in another case", forge => forge.Assertion.Descendants(Templates.Saml + "Audience").Last().Value = Actors.Us.EntityId.ToUpperInvariant()),
        (ResponseRules.ConditionsAudience, "empty", forge => forge.Assertion.Descendants(Templates.Saml + "Audience").Last().Value = ""),
        (ResponseRules.ConditionsAudience, "with a comment in it", forge => forge.Assertion.Descendants(Templates.Saml + "Audience").Last().Add(new XComment("x"))),
        (ResponseRules.ConditionsAudience, "a second restriction without us", forge => forge.In("AudienceRestriction").AddAfterSelf(new XElement(Templates.Saml + "AudienceRestriction", new XElement(Templates.Saml + "Audience", "https://other.example")))),
    ];
}
