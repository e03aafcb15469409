// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OnceOnly.Evidence.Copies;

/// <summary>
/// AES-256-GCM by segments of 64 KiB. The nonce says document, position and whether it is the last segment; since a
/// data key encrypts one copy, and each segment of it once, a nonce cannot repeat, and a segment that was moved, cut
/// off or taken from another copy does not open. Not for use by two threads at once.
/// </summary>
internal sealed class SegmentCipher(byte[] dataKey, string copyId) : IDisposable
{
    public const int PlainSize = 64 * 1024;
    public const int TagSize = 16;
    public const int SealedSize = PlainSize + TagSize;
    private const int NonceSize = 12;

    private readonly AesGcm _aes = new(dataKey, TagSize);
    private readonly byte[] _context = Encoding.UTF8.GetBytes(copyId);

    /// <param name="document">Ordinal of the document.</param>
    /// <param name="index">Ordinal of the segment.</param>
    /// <param name="isLast">Whether the document ends with it.</param>
    /// <param name="plain">Content.</param>
    /// <param name="result">Takes ciphertext and tag.</param>
    public void Seal(int document, int index, bool isLast, ReadOnlySpan<byte> plain, Span<byte> result)
    {
        Span<byte> nonce = stackalloc byte[NonceSize];
        WriteNonce(nonce, document, index, isLast);
        _aes.Encrypt(nonce, plain, result[..plain.Length], result.Slice(plain.Length, TagSize), _context);
    }

    /// <returns>False when it was altered or is not the segment asked for.</returns>
    public bool TryOpen(int document, int index, bool isLast, ReadOnlySpan<byte> box, Span<byte> plain)
    {
        Span<byte> nonce = stackalloc byte[NonceSize];
        WriteNonce(nonce, document, index, isLast);
        try
        {
            _aes.Decrypt(nonce, box[..^TagSize], box[^TagSize..], plain, _context);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose() => _aes.Dispose();

    private static void WriteNonce(Span<byte> nonce, int document, int index, bool isLast)
    {
        BinaryPrimitives.WriteInt32BigEndian(nonce, document);
        BinaryPrimitives.WriteInt32BigEndian(nonce[4..], index);
        BinaryPrimitives.WriteInt32BigEndian(nonce[8..], isLast ? 1 : 0);
    }
}
