// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.Evidence.Copies;

namespace OnceOnly.Benchmarks.Caches;

/// <summary>
/// A document of one piece, encrypted as the gateway does it (AES-256-GCM, the tag behind), in a store that says how
/// often it was asked: caches should not ask it.
/// </summary>
internal sealed class HeldPiece : IEvidenceSegments
{
    private const int TagSize = 16;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _nonce = new byte[12];
    private readonly byte[] _sealed;
    private int _reads;

    /// <param name="size">Bytes of the document.</param>
    public HeldPiece(int size)
    {
        _sealed = new byte[size + TagSize];
        using var cipher = new AesGcm(_key, TagSize);
        cipher.Encrypt(_nonce, RandomNumberGenerator.GetBytes(size), _sealed.AsSpan(0, size), _sealed.AsSpan(size));
    }

    public int Reads => _reads;

    public ReadOnlyMemory<byte> Sealed => _sealed;

    /// <summary>Fails when it is not the document. Prepares the key each time, as the gateway does.</summary>
    public void Open(ReadOnlySpan<byte> box, Span<byte> plain)
    {
        using var cipher = new AesGcm(_key, TagSize);
        cipher.Decrypt(_nonce, box[..^TagSize], box[^TagSize..], plain);
    }

    public Task<bool> TryAppendAsync(string copyId, IReadOnlyList<EvidenceSegment> segments, CancellationToken cancellationToken) =>
        Task.FromResult(false);

    public ValueTask<int> ReadAsync(string copyId, int document, int index, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        _sealed.CopyTo(buffer);
        return new(_sealed.Length);
    }

    public Task<bool> SweepAsync(CancellationToken cancellationToken) => Task.FromResult(false);
}
