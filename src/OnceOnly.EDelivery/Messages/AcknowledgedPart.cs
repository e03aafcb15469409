// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Messages;

/// <summary>One signed part of a message that a receipt repeats: what was signed, and its digest.</summary>
public sealed record AcknowledgedPart(string Uri, string DigestMethod, ReadOnlyMemory<byte> DigestValue)
{
    public bool Equals(AcknowledgedPart? other) => other is not null
        && Uri == other.Uri && DigestMethod == other.DigestMethod && DigestValue.Span.SequenceEqual(other.DigestValue.Span);

    public override int GetHashCode() => HashCode.Combine(Uri, DigestMethod);
}
