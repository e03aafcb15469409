// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;

namespace OnceOnly.EDelivery.Opening;

/// <summary>A part that was signed by the sender, encrypted to us, and is what it was.</summary>
public sealed class ReceivedPart
{
    private readonly Func<Stream> open;

    internal ReceivedPart(PartInfo info, Func<Stream> open, long size)
    {
        Info = info;
        Size = size;
        this.open = open;
    }

    public PartInfo Info { get; }

    public string ContentId => Info.ContentId;

    /// <summary>Real type, from the signed header; <c>application/octet-stream</c> where that says none.</summary>
    public string MimeType => Info.MimeType ?? "application/octet-stream";

    /// <summary>Bytes after decompression.</summary>
    public long Size { get; }

    /// <summary>The content from its beginning; what is large is decompressed as it is read, so that it is held in memory once.</summary>
    public Stream OpenRead() => open();

    /// <summary>The content in one piece.</summary>
    public byte[] ToArray()
    {
        var content = new byte[Size];
        using var stream = OpenRead();
        stream.ReadExactly(content);
        return content;
    }
}
