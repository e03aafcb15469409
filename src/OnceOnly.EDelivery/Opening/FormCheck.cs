// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.EDelivery.Opening;

/// <summary>Header and attachments name each other one to one, and nothing is in the body of a user message.</summary>
internal static class FormCheck
{
    public static void Run(ReceivedMessage message, List<RuleFailure> failures)
    {
        // What a signal has in its body is ignored (ebMS 3.0): an error often repeats itself there as a SOAP fault.
        if (message.Header.User is not null && !new ChildElements(message.Envelope.Body).IsExhausted)
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
