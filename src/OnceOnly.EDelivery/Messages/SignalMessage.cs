// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Messages;

/// <summary>The ebMS header of a receipt or of errors (ebMS 3.0 §5.2.3); never of both.</summary>
public sealed record SignalMessage
{
    public required string MessageId { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The message that is acknowledged or was refused; null where it could not even be read.</summary>
    public string? RefToMessageId { get; init; }

    /// <summary>Digests the receiver acknowledges; null in an error signal.</summary>
    public IReadOnlyList<AcknowledgedPart>? Receipt { get; init; }

    public IReadOnlyList<ReportedError> Errors { get; init; } = [];
}
