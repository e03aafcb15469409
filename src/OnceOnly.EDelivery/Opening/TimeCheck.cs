// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Security;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.EDelivery.Opening;

/// <summary>The message's own time against ours.</summary>
internal static class TimeCheck
{
    public static void Run(MessagingHeader header, DateTimeOffset now, OpeningLimits limits, List<RuleFailure> failures)
    {
        var made = header.User?.Timestamp ?? header.Signal!.Timestamp;
        if (made - now > limits.MaxClockAhead)
        {
            failures.Add(new RuleFailure(
                MessageRules.Timestamp,
                string.Create(CultureInfo.InvariantCulture, $"The sender's clock is {(made - now).TotalMinutes:0.#} minutes ahead of ours; {limits.MaxClockAhead.TotalMinutes:0.#} are allowed. Compare both clocks with a time server.")));
        }
        else if (now - made > limits.MaxAge)
        {
            failures.Add(new RuleFailure(
                MessageRules.Timestamp,
                string.Create(CultureInfo.InvariantCulture, $"The message is {(now - made).TotalHours:0.#} hours old; {limits.MaxAge.TotalHours:0.#} are allowed.")));
        }
    }

    /// <summary>A wsu:Timestamp is optional; where a sender sets one, it is held to it.</summary>
    public static void Run(SecurityHeader security, DateTimeOffset now, OpeningLimits limits, List<RuleFailure> failures)
    {
        foreach (var timestamp in security.Tokens.Where(token => token.Is(EbmsNames.SecurityUtility, "Timestamp")))
        {
            var children = new ChildElements(timestamp);
            var created = children.Take(EbmsNames.SecurityUtility, "Created");
            var expires = children.Take(EbmsNames.SecurityUtility, "Expires");
            DateTimeOffset to = default;
            if (!children.IsExhausted || !HeaderText.TryReadTime(created, out var from) || (expires is not null && !HeaderText.TryReadTime(expires, out to))
                || from - now > limits.MaxClockAhead || (expires is not null && now - to > limits.MaxClockAhead))
            {
                failures.Add(new RuleFailure(MessageRules.Timestamp, "The security time stamp is malformed, in the future or expired."));
            }
        }
    }
}
