// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Benchmarks.As4;

/// <summary>
/// What store and forward cannot do without: the bare cryptography, as many octets forced to disk, sent over HTTPS, forced to disk
/// again, and answered with as many as a receipt has. Nothing is packed, parsed or known of the octets.
/// </summary>
internal sealed class BareTransport : IAsyncDisposable
{
    private const int EnvelopeBytes = 8 * 1024;
    private const int ReceiptBytes = 6 * 1024;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("onceonly-as4-floor-");
    private HttpsOnLoopback https = null!;

    private BareTransport()
    {
    }

    public static async Task<BareTransport> StartAsync(Correspondents correspondents)
    {
        var transport = new BareTransport();
        transport.https = await HttpsOnLoopback.StartAsync(correspondents, transport.HandleAsync);
        return transport;
    }

    /// <summary>Does it for so many messages at once.</summary>
    public Task SendAsync(BareCryptography cryptography, byte[] payload, int atOnce)
    {
        var octets = new byte[payload.Length + EnvelopeBytes];
        payload.CopyTo(octets, 0);
        return Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(() => SendAsync(cryptography, octets))));
    }

    public async ValueTask DisposeAsync()
    {
        await https.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task SendAsync(BareCryptography cryptography, byte[] octets)
    {
        cryptography.Run();
        var file = await StoreAsync(octets);
        await using (var content = File.OpenRead(file))
        {
            using var response = await https.Client.PostAsync(https.Endpoint, new StreamContent(content));
            if ((await response.Content.ReadAsByteArrayAsync()).Length != ReceiptBytes)
            {
                throw new InvalidOperationException("Another answer than expected.");
            }
        }

        File.Delete(file);
    }

    private async Task HandleAsync(HttpContext context)
    {
        var octets = new byte[context.Request.ContentLength!.Value];
        await context.Request.Body.ReadExactlyAsync(octets, context.RequestAborted);
        var file = await StoreAsync(octets);
        await context.Response.Body.WriteAsync(new byte[ReceiptBytes], context.RequestAborted);
        File.Delete(file);
    }

    private async Task<string> StoreAsync(byte[] octets)
    {
        var path = Path.Combine(folder.FullName, Path.GetRandomFileName());
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        await file.WriteAsync(octets);
        file.Flush(flushToDisk: true);
        return path;
    }
}
