// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Eidas.Responses;

/// <summary>saml:Conditions: from when to when, and for whom.</summary>
internal static class ConditionsCheck
{
    /// <returns>The end of the assertion's time.</returns>
    public static DateTimeOffset? Check(XmlElement? conditions, CheckContext context)
    {
        var findings = context.Findings;
        if (!findings.Require(conditions is not null, ResponseRules.ConditionsSchema))
        {
            return null;
        }

        var restrictions = new List<XmlElement>();
        var children = new ChildElements(conditions!);
        while (Take(children, restrictions))
        {
        }

        // OneTimeUse at most once (SAML core §2.5.1.5).
        findings.Require(
            children.IsExhausted
                && conditions!.HasOnlyAttributes("NotBefore", "NotOnOrAfter")
                && conditions!.Children(SamlNames.Assertion, "OneTimeUse").Count() <= 1
                && restrictions.TrueForAll(HasOnlyAudiences),
            ResponseRules.ConditionsSchema);

        var begin = SamlInstant.Parse(conditions!.Attribute("NotBefore"));
        findings.Require(
            begin - context.Now <= context.Tolerances.ClockSkew,
            ResponseRules.ConditionsNotBefore,
            NotBegun(conditions!.Attribute("NotBefore"), begin, context));
        var end = conditions!.Attribute("NotOnOrAfter");
        findings.Require(!(SamlInstant.Parse(end) <= begin), ResponseRules.ConditionsNotOnOrAfter, "It is not after the beginning.");
        var nearEnd = context.RequireNear(end, ResponseRules.ConditionsNotOnOrAfter);

        // Each restriction must let us in; within one, naming us among others is enough.
        findings.Require(
            restrictions.Count > 0 && restrictions.TrueForAll(restriction => Names(restriction, context.Expected.EntityId)),
            ResponseRules.ConditionsAudience,
            $"'{context.Expected.EntityId}' is not among them.");
        return nearEnd;
    }

    // A condition we do not know makes the assertion's validity indeterminate (SAML core §2.5.1.1): it stays and is refused.
    private static bool Take(ChildElements children, List<XmlElement> restrictions)
    {
        if (children.Take(SamlNames.Assertion, "AudienceRestriction") is { } restriction)
        {
            restrictions.Add(restriction);
            return true;
        }

        return (children.Take(SamlNames.Assertion, "OneTimeUse")
            ?? children.Take(SamlNames.Assertion, "ProxyRestriction")) is not null;
    }

    private static bool HasOnlyAudiences(XmlElement restriction)
    {
        var children = new ChildElements(restriction);
        children.TakeAll(SamlNames.Assertion, "Audience");
        return children.IsExhausted && restriction.HasOnlyAttributes();
    }

    private static string NotBegun(string? text, DateTimeOffset? begin, CheckContext context) => begin is { } instant
        ? $"It is in the future, {CheckContext.Apart(instant - context.Now)} ahead of our clock."
        : CheckContext.NoInstant(text);

    private static bool Names(XmlElement restriction, string entityId) => restriction
        .Children(SamlNames.Assertion, "Audience")
        .Any(audience => ElementText.TryGet(audience, out var text) && text.Trim() == entityId);
}
