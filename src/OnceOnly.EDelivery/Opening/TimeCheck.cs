// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.EDelivery.Messages;

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
}
