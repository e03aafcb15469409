// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Registries.Declarations;
using OnceOnly.Registries.Subjects;

namespace OnceOnly.Registries.Calls;

/// <summary>When a registry says it will have an answer.</summary>
internal static class DeferralTime
{
    private const int MaximumBodyBytes = 64 * 1024;

    /// <summary>A registry that says "now" is not asked in a tight loop.</summary>
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(1);

    /// <returns>Null when no time stands where one is declared, or when it is not to be believed.</returns>
    public static async ValueTask<DateTimeOffset?> ReadAsync(
        DeferralDeclaration deferral, HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var until = RetryAfter(response, time) is { } wait && wait <= deferral.MaximumWait ? now + wait : (DateTimeOffset?)null;
        if (until is null && deferral.Until is { } pointer)
        {
            until = await InBodyAsync(pointer, response, cancellationToken);
        }

        if (until is null || until - now > deferral.MaximumWait)
        {
            return null;
        }

        return until < now + Soonest ? now + Soonest : until;
    }

    /// <summary>The Retry-After header as time from now; never negative.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
            _ => null,
        };

    private static async ValueTask<DateTimeOffset?> InBodyAsync(string pointer, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!MediaTypes.Match(response.Content.Headers.ContentType, MediaTypes.Json)
            || await BoundedBody.ReadAsync(response, MaximumBodyBytes, cancellationToken) is not { } body
            || !JsonRecord.TryParse(body, out var record)
            || record.TextAt(pointer) is not { } text)
        {
            return null;
        }

        string[] forms = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];
        return DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) ? until : null;
    }
}
