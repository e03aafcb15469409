// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Messages;

/// <summary>What the header says of one part.</summary>
/// <param name="ContentId">Content-ID of the part: the <c>href</c> without <c>cid:</c>.</param>
/// <param name="Properties">MimeType and CompressionType among them.</param>
public sealed record PartInfo(string ContentId, IReadOnlyList<MessageProperty> Properties)
{
    /// <summary>Type of the part before it was compressed; null when the header says none.</summary>
    public string? MimeType => Property(MessageProperty.MimeType);

    public string? CompressionType => Property(MessageProperty.CompressionType);

    private string? Property(string name) => Properties.FirstOrDefault(property => property.Name == name)?.Value;
}
