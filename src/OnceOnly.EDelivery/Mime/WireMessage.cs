// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Mime;

/// <summary>A message as HTTP carries it: its Content-Type, and its body in pieces, so that parts need not be copied together.</summary>
public sealed class WireMessage
{
    public WireMessage(string contentType, IReadOnlyList<ReadOnlyMemory<byte>> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ContentType = contentType;
        Segments = segments;
        Length = segments.Sum(segment => (long)segment.Length);
    }

    public string ContentType { get; }

    public IReadOnlyList<ReadOnlyMemory<byte>> Segments { get; }

    /// <summary>Bytes of the body.</summary>
    public long Length { get; }

    public async Task WriteToAsync(Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        foreach (var segment in Segments)
        {
            await output.WriteAsync(segment, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The body in one piece.</summary>
    public byte[] ToArray()
    {
        var body = new byte[Length];
        var position = 0;
        foreach (var segment in Segments)
        {
            segment.CopyTo(body.AsMemory(position));
            position += segment.Length;
        }

        return body;
    }
}
