// SPDX-License-Identifier: EUPL-1.2

using System.Net;

namespace OnceOnly.Registries.Calls;

/// <summary>
/// The body of a request, often empty, that tells when the request begins to leave. Because it is there the framework
/// does not by itself repeat a request whose connection broke: what was sent is known, and sent again only knowingly.
/// </summary>
internal sealed class OutgoingBody(ReadOnlyMemory<byte> body) : HttpContent
{
    /// <summary>Whether the registry may have got the request.</summary>
    public bool HasLeft { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasLeft = true;
        if (!body.IsEmpty)
        {
            await stream.WriteAsync(body, cancellationToken);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
