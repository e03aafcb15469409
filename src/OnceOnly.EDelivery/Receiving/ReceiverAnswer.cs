// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Mime;
using OnceOnly.EDelivery.Opening;

namespace OnceOnly.EDelivery.Receiving;

/// <summary>What to answer over HTTP.</summary>
/// <param name="StatusCode">200 with a signal; 400, 413 or 503 without.</param>
/// <param name="Signal">Receipt or error; null for none.</param>
/// <param name="Failures">Why the message was refused, for the log; empty when it was taken.</param>
public sealed record ReceiverAnswer(int StatusCode, WireMessage? Signal, IReadOnlyList<RuleFailure> Failures)
{
    /// <summary>What kept a stored message from being delivered at once; it will be later.</summary>
    public Exception? DeliveryProblem { get; init; }
}
