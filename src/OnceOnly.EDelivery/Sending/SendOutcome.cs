// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Sending;

/// <summary>What became of an outgoing message.</summary>
/// <param name="IsAcknowledged">A receipt answers it; otherwise it is given up.</param>
/// <param name="At">When that was known.</param>
/// <param name="Problem">Why it was given up; no personal data.</param>
/// <param name="Receipt">The receipt's envelope, to be kept as proof.</param>
public sealed record SendOutcome(bool IsAcknowledged, DateTimeOffset At, string? Problem, ReadOnlyMemory<byte> Receipt);
