// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;

namespace OnceOnly.EDelivery.Packaging;

/// <summary>A part of the payload that is to be sent.</summary>
/// <param name="ContentId">Unique in the message; other parts may refer to it as <c>cid:</c>.</param>
/// <param name="MimeType">Its real type, which the property MimeType will say.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="OpenRead">Opens it from its beginning; it is read once, while it is packed, so that it need not be in memory.</param>
public sealed record OutgoingPart(string ContentId, string MimeType, long Size, Func<Stream> OpenRead)
{
    /// <param name="contentId">Unique in the message.</param>
    /// <param name="mimeType">Its real type.</param>
    /// <param name="content">The octets; not changed.</param>
    public OutgoingPart(string contentId, string mimeType, ReadOnlyMemory<byte> content)
        : this(contentId, mimeType, content.Length, () => new ReadOnlyMemoryStream(content))
    {
    }

    /// <summary>Properties beside MimeType and CompressionType.</summary>
    public IReadOnlyList<MessageProperty> Properties { get; init; } = [];
}
