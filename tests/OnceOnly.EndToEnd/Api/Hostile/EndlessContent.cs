// SPDX-License-Identifier: EUPL-1.2

using System.Net;

namespace OnceOnly.EndToEnd.Api.Hostile;

/// <summary>A body that goes on until its end or until nobody listens any more, and says nothing about its length.</summary>
internal sealed class EndlessContent : HttpContent
{
    private static readonly byte[] Block = [.. Enumerable.Repeat((byte)'x', 64 * 1024)];

    private readonly int _bytes;

    public EndlessContent(int bytes, string mediaType)
    {
        _bytes = bytes;
        Headers.ContentType = new(mediaType);
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        for (var sent = 0; sent < _bytes; sent += Block.Length)
        {
            await stream.WriteAsync(Block);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
