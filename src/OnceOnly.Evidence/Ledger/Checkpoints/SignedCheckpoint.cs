// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace OnceOnly.Evidence.Ledger.Checkpoints;

/// <summary>A checkpoint as a signed note (C2SP signed-note, ECDSA over P-256 with SHA-256).</summary>
/// <param name="Checkpoint">What was signed.</param>
/// <param name="KeyId">First four bytes of the SHA-256 of the public key.</param>
/// <param name="Signature">ASN.1 DER.</param>
public sealed record SignedCheckpoint(Checkpoint Checkpoint, ReadOnlyMemory<byte> KeyId, ReadOnlyMemory<byte> Signature)
{
    private const int KeyIdSize = 4;

    /// <summary>The note: the checkpoint's text, an empty line, a signature line.</summary>
    public string Text =>
        $"{Checkpoint.Text}\n— {Checkpoint.Origin} {Convert.ToBase64String([.. KeyId.Span, .. Signature.Span])}\n";

    public static ReadOnlyMemory<byte> KeyIdOf(ReadOnlySpan<byte> publicKeyInfo) => SHA256.HashData(publicKeyInfo).AsMemory(0, KeyIdSize);

    /// <summary>Whether this key signed it.</summary>
    public bool IsSignedBy(ECDsa publicKey)
    {
        ArgumentNullException.ThrowIfNull(publicKey);
        return KeyId.Span.SequenceEqual(KeyIdOf(publicKey.ExportSubjectPublicKeyInfo()).Span)
            && publicKey.VerifyData(
                Encoding.UTF8.GetBytes(Checkpoint.Text), Signature.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    public static bool TryParse(string note, [NotNullWhen(true)] out SignedCheckpoint? result)
    {
        ArgumentNullException.ThrowIfNull(note);
        result = null;
        var end = note.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !Checkpoint.TryParse(note[..(end + 1)], out var checkpoint))
        {
            return false;
        }

        var line = note[(end + 2)..];
        var prefix = $"— {checkpoint.Origin} ";
        if (!line.StartsWith(prefix, StringComparison.Ordinal) || !line.EndsWith('\n'))
        {
            return false;
        }

        var bytes = new byte[line.Length];
        if (!Convert.TryFromBase64String(line[prefix.Length..^1], bytes, out var written) || written <= KeyIdSize)
        {
            return false;
        }

        result = new SignedCheckpoint(checkpoint, bytes.AsMemory(0, KeyIdSize), bytes.AsMemory(KeyIdSize, written - KeyIdSize));
        return result.Text == note;
    }
}
