// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;

namespace OnceOnly.Evidence;

/// <summary>Refuses options that contradict each other.</summary>
internal sealed class EvidenceOptionsRules : IValidateOptions<EvidenceOptions>
{
    public ValidateOptionsResult Validate(string? name, EvidenceOptions options)
    {
        (bool IsFine, string Message)[] rules =
        [
            (options.QuickAnswer >= TimeSpan.Zero && options.QuickAnswer < options.AskTimeout, "Evidence:QuickAnswer must be shorter than Evidence:AskTimeout."),
            (options.AskTimeout > TimeSpan.Zero && options.AskTimeout <= TimeSpan.FromMinutes(10), "Evidence:AskTimeout must be between 0 and 10 minutes."),
            (options.Lease >= TimeSpan.FromSeconds(3) && options.Lease <= TimeSpan.FromMinutes(1), "Evidence:Lease must be between 3 seconds and 1 minute."),
            (options.ConcurrentAsks > 0, "Evidence:ConcurrentAsks must be at least 1."),
            (options.ConcurrentWaits > 0, "Evidence:ConcurrentWaits must be at least 1."),
            (options.RetryDelay > TimeSpan.Zero, "Evidence:RetryDelay must be positive."),
            (options.InteractionLifetime > TimeSpan.Zero && options.InteractionLifetime <= options.PreviewLifetime, "Evidence:InteractionLifetime must not be longer than Evidence:PreviewLifetime."),
            (options.PreviewLifetime <= options.ExplicitRequestLifetime, "Evidence:PreviewLifetime must not be longer than Evidence:ExplicitRequestLifetime."),
            (options.ExplicitRequestLifetime <= TimeSpan.FromDays(90), "Evidence:ExplicitRequestLifetime must not be longer than 90 days: an explicit request is for one procedure."),
            (options.LargestEvidence > 0, "Evidence:LargestEvidence must be positive; it is a number of bytes."),
            (options.MostDocuments > 0, "Evidence:MostDocuments must be at least 1."),
            (options.LogMonths >= 12, "Evidence:LogMonths must be at least 12: the law wants the log for 12 months."),
            (options.LedgerOrigin.Length > 0 && !options.LedgerOrigin.Any(char.IsWhiteSpace), "Evidence:LedgerOrigin must be a name without spaces."),
        ];
        var broken = rules.Where(rule => !rule.IsFine).Select(rule => rule.Message).ToArray();
        return broken.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(broken);
    }
}
