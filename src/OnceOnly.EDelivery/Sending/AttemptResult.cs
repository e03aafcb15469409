// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Sending;

/// <summary>What one attempt to send came to.</summary>
/// <param name="Kind">Whether and how it goes on.</param>
/// <param name="Problem">What stood in the way; no personal data.</param>
/// <param name="Receipt">The receipt, when there is one.</param>
internal sealed record AttemptResult(AttemptKind Kind, string? Problem, ReadOnlyMemory<byte> Receipt = default);

internal enum AttemptKind
{
    Acknowledged,

    /// <summary>Nobody knows whether it arrived, or it may be taken later.</summary>
    Again,

    /// <summary>The recipient said, with its signature, that it will not take it.</summary>
    Refused,
}
