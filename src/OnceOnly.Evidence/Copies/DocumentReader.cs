// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using OnceOnly.Evidence.Exchanges;

namespace OnceOnly.Evidence.Copies;

/// <summary>Decrypts the documents of one copy, segment by segment.</summary>
internal sealed class DocumentReader(string copyId, byte[] dataKey, IReadOnlyList<DocumentInfo> documents, IEvidenceSegments segments)
{
    public IReadOnlyList<DocumentInfo> Documents => documents;

    /// <summary>The bytes of the document with this identifier. Each piece is valid until the next is asked for.</summary>
    /// <exception cref="CryptographicException">The stored copy was altered.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        string documentId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var document = Ordinal(documentId);
        var remaining = documents[document].Size;
        var box = ArrayPool<byte>.Shared.Rent(SegmentCipher.SealedSize);
        var plain = ArrayPool<byte>.Shared.Rent(SegmentCipher.PlainSize);
        using var cipher = new SegmentCipher(dataKey, copyId);
        try
        {
            for (var index = 0; ; index++)
            {
                var isLast = remaining <= SegmentCipher.PlainSize;
                var size = (int)Math.Min(remaining, SegmentCipher.PlainSize);
                var segment = box.AsMemory(0, size + SegmentCipher.TagSize);
                var length = await segments.ReadAsync(copyId, document, index, segment, cancellationToken);
                if (length != segment.Length || !cipher.TryOpen(document, index, isLast, segment.Span, plain.AsSpan(0, size)))
                {
                    // A cache may have lost or lied; only the store's word is final.
                    length = await segments.ReadStoredAsync(copyId, document, index, segment, cancellationToken);
                    if (length != segment.Length || !cipher.TryOpen(document, index, isLast, segment.Span, plain.AsSpan(0, size)))
                    {
                        throw new CryptographicException("A segment is missing or was altered.");
                    }
                }

                if (size > 0)
                {
                    yield return plain.AsMemory(0, size);
                }

                remaining -= size;
                if (isLast)
                {
                    yield break;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(box);
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        }
    }

    public bool Has(string documentId) => documents.Any(document => document.Id == documentId);

    private int Ordinal(string documentId)
    {
        for (var ordinal = 0; ordinal < documents.Count; ordinal++)
        {
            if (documents[ordinal].Id == documentId)
            {
                return ordinal;
            }
        }

        throw new ArgumentException("No such document.", nameof(documentId));
    }
}
