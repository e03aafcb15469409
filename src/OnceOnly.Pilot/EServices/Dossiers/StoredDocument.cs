// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.Pilot.EServices.EvidenceApi;

namespace OnceOnly.Pilot.EServices.Dossiers;

/// <summary>A document on its way to disk, hashed as it comes, so that its size does not matter.</summary>
public sealed class StoredDocument : IAsyncDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly FileStream _stream;
    private long _size;

    internal StoredDocument(EvidenceDocument announced, string path)
    {
        Announced = announced;
        Path = path;
        _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
    }

    public EvidenceDocument Announced { get; }

    public string Path { get; }

    public ReadOnlyMemory<byte> Sha256 { get; private set; }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _hash.AppendData(bytes.Span);
        _size += bytes.Length;
        return _stream.WriteAsync(bytes, cancellationToken);
    }

    /// <exception cref="EvidenceApiException">These are not the bytes that were announced.</exception>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await _stream.FlushAsync(cancellationToken);
        await _stream.DisposeAsync();
        Sha256 = _hash.GetHashAndReset();
        if (_size != Announced.Size || !Sha256.Span.SequenceEqual(Announced.Sha256.Span))
        {
            throw new EvidenceApiException(new EvidenceProblem("digest_mismatch", "The document arrived damaged."));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        await _stream.DisposeAsync();
    }
}
