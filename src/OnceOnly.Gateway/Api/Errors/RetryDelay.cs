// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Evidence.Errors;

namespace OnceOnly.Gateway.Api.Errors;

internal static class RetryDelay
{
    /// <summary>What "after a while" means when nothing more exact is known.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    /// <returns>How long to wait before trying again; null when waiting does not help.</returns>
    public static TimeSpan? Of(EvidenceError error, TimeProvider time)
    {
        if (error.Retry is not Retry.After)
        {
            return null;
        }

        var wait = error.RetryAfter is { } at ? at - time.GetUtcNow() : Usual;
        return wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1);
    }

    /// <summary>Whole seconds, rounded up, as in the <c>Retry-After</c> header.</summary>
    public static string InSeconds(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
}
