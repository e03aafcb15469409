// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Mime;
using OnceOnly.EDelivery.Opening;

namespace OnceOnly.EDelivery.Receiving;

/// <summary>What to answer over HTTP.</summary>
/// <param name="StatusCode">200 with a signal; 400, 408, 413 or 503 without.</param>
/// <param name="Signal">Receipt or error; null for none.</param>
/// <param name="Failures">Why the message was refused, for the log; empty when it was taken.</param>
public sealed record ReceiverAnswer(int StatusCode, WireMessage? Signal, IReadOnlyList<RuleFailure> Failures)
{
    /// <summary>The partner it is from, or claims to be from; null for strangers.</summary>
    public PartyId? From { get; init; }

    /// <summary>Identifier of the message; null where nobody can be believed about it.</summary>
    public string? MessageId { get; init; }

    /// <summary>The message was a test: acknowledged, neither kept nor delivered.</summary>
    public bool IsTest { get; init; }

    /// <summary>The message had been taken before.</summary>
    public bool IsRepetition { get; init; }

    /// <summary>What kept a stored message from being delivered at once; it will be later.</summary>
    public Exception? DeliveryProblem { get; init; }
}
