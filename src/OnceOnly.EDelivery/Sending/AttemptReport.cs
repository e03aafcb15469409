// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;

namespace OnceOnly.EDelivery.Sending;

/// <summary>What an attempt to send came to, for logs and counters; no personal data.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Recipient">Whom it is for.</param>
/// <param name="Attempt">Counted from one.</param>
/// <param name="Fate">What becomes of the message now.</param>
/// <param name="Problem">What stood in the way.</param>
public sealed record AttemptReport(string MessageId, PartyId Recipient, int Attempt, SendingFate Fate, string? Problem)
{
    /// <summary>Why the outbox could not be used; the message is tried again when the lease ends.</summary>
    public Exception? Failure { get; init; }
}

public enum SendingFate
{
    /// <summary>The recipient signed for it.</summary>
    Acknowledged,

    /// <summary>It is tried again.</summary>
    Retried,

    /// <summary>The recipient refused it for good.</summary>
    Refused,

    /// <summary>Time is up.</summary>
    GivenUp,
}
