// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.EDelivery.Opening;

/// <summary>Header and attachments name each other one to one, and nothing is in the body.</summary>
internal static class FormCheck
{
    public static void Run(ReceivedMessage message, List<RuleFailure> failures)
    {
        var body = new ChildElements(message.Envelope.Body);
        if (!body.IsExhausted)
        {
            failures.Add(new RuleFailure(MessageRules.EmptyBody, "There is something in the body."));
        }

        var named = message.Header.User?.Parts.Select(part => part.ContentId).ToList() ?? [];
        var present = message.Attachments.Select(part => part.ContentId).ToHashSet(StringComparer.Ordinal);
        if (named.Count != present.Count || !present.SetEquals(named))
        {
            failures.Add(new RuleFailure(
                MessageRules.PartsMatch, $"The header names {named.Count}, {present.Count} came, {present.Intersect(named, StringComparer.Ordinal).Count()} are both."));
        }
    }
}
