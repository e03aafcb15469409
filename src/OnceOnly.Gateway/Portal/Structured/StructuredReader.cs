// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Portal.Structured;

/// <summary>Reads JSON and XML records for showing them as a table.</summary>
internal static class StructuredReader
{
    private const int LargestShown = 256 * 1024;

    /// <summary>Whether documents of this media type are records rather than pages or pictures.</summary>
    public static bool Knows(string mediaType) => IsJson(mediaType) || IsXml(mediaType);

    /// <returns>Null when it is too large or cannot be read; then only the download is offered.</returns>
    public static async Task<StructuredDocument?> ReadAsync(
        string mediaType, long size, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancellationToken)
    {
        if (size > LargestShown)
        {
            return null;
        }

        using var buffer = new MemoryStream((int)size);
        await foreach (var segment in content.WithCancellation(cancellationToken))
        {
            buffer.Write(segment.Span);
            if (buffer.Length > LargestShown)
            {
                return null;
            }
        }

        var bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        return IsJson(mediaType) ? JsonRows.Read(bytes) : XmlRows.Read(bytes);
    }

    private static bool IsJson(string mediaType) =>
        mediaType is "application/json" || mediaType.EndsWith("+json", StringComparison.Ordinal);

    private static bool IsXml(string mediaType) =>
        mediaType is "application/xml" or "text/xml"
        || (mediaType.EndsWith("+xml", StringComparison.Ordinal) && mediaType is not ("image/svg+xml" or "application/xhtml+xml"));
}
