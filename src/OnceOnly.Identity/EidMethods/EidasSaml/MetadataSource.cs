// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>Gets the bytes of metadata. They are believed for their signature; TLS only keeps busybodies out.</summary>
internal static class MetadataSource
{
    private const long LargestMetadata = 256 * 1024 * 1024;
    private const int Chunk = 64 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>The document as a file: a country's list of thousands of entities is not held in memory.</summary>
    public static async Task<FileStream> OpenAsync(ConnectorOptions options, CancellationToken cancellationToken)
    {
        if (options.MetadataFile is { } file)
        {
            return File.OpenRead(file);
        }

        // Once an hour or so: a client of its own costs nothing and sees new addresses.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (options.TrustedAuthoritiesFile is { } authorities)
        {
            handler.SslOptions.CertificateChainPolicy = CertificateFile.AuthoritiesFrom(authorities);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        using var http = new HttpClient(handler);
        using var response = await http.GetAsync(options.MetadataUrl, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(limit.Token);
        var copy = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            Chunk,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await CopyAsync(body, copy, limit.Token);
            copy.Position = 0;
            return copy;
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    private static async Task CopyAsync(Stream body, FileStream copy, CancellationToken cancellationToken)
    {
        var buffer = new byte[Chunk];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await copy.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            if (copy.Length > LargestMetadata)
            {
                throw new IOException("The metadata are larger than 256 MiB.");
            }
        }
    }
}
