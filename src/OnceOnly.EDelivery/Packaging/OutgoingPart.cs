// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;

namespace OnceOnly.EDelivery.Packaging;

/// <summary>A part of the payload that is to be sent.</summary>
/// <param name="ContentId">Unique in the message; other parts may refer to it as <c>cid:</c>.</param>
/// <param name="MimeType">Its real type, which the property MimeType will say.</param>
/// <param name="Content">The octets; not changed.</param>
public sealed record OutgoingPart(string ContentId, string MimeType, ReadOnlyMemory<byte> Content)
{
    /// <summary>Properties beside MimeType and CompressionType.</summary>
    public IReadOnlyList<MessageProperty> Properties { get; init; } = [];
}
