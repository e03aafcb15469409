// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Providers;

namespace OnceOnly.Evidence.Copies;

/// <summary>
/// Encrypts documents as they arrive and hands full batches to the store. What fits into one batch is left pending, so
/// that a small evidence is written together with the state change that tells of it.
/// </summary>
internal sealed class DocumentSink(string copyId, byte[] dataKey, IEvidenceSegments segments, SinkLimits limits) : IDocumentSink, IDisposable
{
    private const int BatchSize = 16;

    private readonly SegmentCipher _cipher = new(dataKey, copyId);
    private readonly List<EvidenceSegment> _pending = [];
    private readonly List<DocumentInfo> _documents = [];
    private long _total;

    public IReadOnlyList<DocumentInfo> Documents => _documents;

    /// <summary>Segments not handed to the store yet.</summary>
    public IReadOnlyList<EvidenceSegment> Pending => _pending;

    /// <summary>Why the sink stopped taking documents; null while it takes them.</summary>
    public SinkFault? Fault { get; private set; }

    public async Task WriteAsync(string mediaType, string fileName, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var document = _documents.Count;
        Check(document < limits.Documents, SinkFault.TooLarge);
        Check(limits.Allows(mediaType), SinkFault.WrongMediaType);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var current = new byte[SegmentCipher.PlainSize];
        var next = new byte[SegmentCipher.PlainSize];
        var size = 0L;
        var filled = await content.ReadAtLeastAsync(current, current.Length, throwOnEndOfStream: false, cancellationToken);
        for (var index = 0; ; index++)
        {
            // One segment ahead, because the last one says that it is the last.
            var ahead = filled < current.Length
                ? 0
                : await content.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, cancellationToken);
            size += filled;
            _total += filled;
            Check(_total <= limits.Bytes, SinkFault.TooLarge);
            hash.AppendData(current, 0, filled);
            await AddAsync(document, index, ahead == 0, current.AsMemory(0, filled), cancellationToken);
            if (ahead == 0)
            {
                break;
            }

            (current, next, filled) = (next, current, ahead);
        }

        _documents.Add(new DocumentInfo(Manifest.IdOf(document), mediaType, Plain(fileName), size, hash.GetHashAndReset()));
    }

    /// <summary>A name that is safe to show and to save under, whatever the adapter was told.</summary>
    private static string Plain(string fileName)
    {
        var plain = new string([.. fileName.Where(character => !char.IsControl(character) && !@"/\:*?""<>|".Contains(character, StringComparison.Ordinal)).Take(120)]);
        return plain.Trim(' ', '.') is { Length: > 0 } name ? name : "evidence";
    }

    public void Dispose() => _cipher.Dispose();

    private async Task AddAsync(int document, int index, bool isLast, ReadOnlyMemory<byte> plain, CancellationToken cancellationToken)
    {
        if (_pending.Count == BatchSize)
        {
            Check(await segments.TryAppendAsync(copyId, _pending, cancellationToken), SinkFault.TakenOver);
            _pending.Clear();
        }

        var box = new byte[plain.Length + SegmentCipher.TagSize];
        _cipher.Seal(document, index, isLast, plain.Span, box);
        _pending.Add(new EvidenceSegment(document, index, box));
    }

    private void Check(bool isFine, SinkFault fault)
    {
        if (!isFine)
        {
            Fault = fault;
            throw new IOException("The sink takes no more: " + fault);
        }
    }
}

/// <summary>Why a sink stopped.</summary>
internal enum SinkFault
{
    TooLarge,
    WrongMediaType,

    /// <summary>The copy is not this asker's any more.</summary>
    TakenOver,
}

/// <param name="Bytes">Most bytes of all documents together.</param>
/// <param name="Documents">Most documents.</param>
/// <param name="MediaTypes">Media types agreed; empty means any.</param>
internal sealed record SinkLimits(long Bytes, int Documents, IReadOnlyList<string> MediaTypes)
{
    public bool Allows(string mediaType) => MediaTypes.Count == 0 || MediaTypes.Contains(mediaType, StringComparer.OrdinalIgnoreCase);
}
