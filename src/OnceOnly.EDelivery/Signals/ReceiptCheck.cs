// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;

namespace OnceOnly.EDelivery.Signals;

/// <summary>Whether a receipt acknowledges exactly what was sent.</summary>
public static class ReceiptCheck
{
    /// <param name="signal">A signal whose signature was verified.</param>
    /// <param name="messageId">The message it should acknowledge.</param>
    /// <param name="signedParts">What was signed in that message.</param>
    public static bool Answers(SignalMessage signal, string messageId, IReadOnlyList<AcknowledgedPart> signedParts)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(signedParts);
        return signal.Receipt is { } acknowledged
            && signal.RefToMessageId == messageId
            && acknowledged.Count == signedParts.Count
            && signedParts.All(acknowledged.Contains);
    }
}
