// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Providers;

namespace OnceOnly.Registries.Tests;

/// <summary>A sink that keeps what it gets.</summary>
internal sealed class KeptDocuments : IDocumentSink
{
    public List<KeptDocument> All { get; } = [];

    public async Task WriteAsync(string mediaType, string fileName, Stream content, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        await content.CopyToAsync(kept, cancellationToken);
        All.Add(new KeptDocument(mediaType, fileName, kept.ToArray()));
    }
}

internal sealed record KeptDocument(string MediaType, string FileName, byte[] Content)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Content);
}
