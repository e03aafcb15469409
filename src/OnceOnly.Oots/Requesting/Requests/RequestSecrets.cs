// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using OnceOnly.Evidence.Keys;

namespace OnceOnly.Oots.Requesting.Requests;

/// <summary>Seals what waits in the store: requests with their persons, answers with their evidence.</summary>
internal sealed class RequestSecrets(ISharedSecrets secrets)
{
    private const string Kind = "oots-requests";
    private const string Name = "1";
    private volatile byte[]? key;

    public async ValueTask<byte[]> SealAsync(ReadOnlyMemory<byte> plain, string context, CancellationToken cancellationToken) =>
        Sealing.Seal(await KeyAsync(cancellationToken), plain.Span, Encoding.UTF8.GetBytes(context));

    /// <summary>Seals so that equal contents look equal: the nonce is derived from the content, so that none repeats for another.</summary>
    public async ValueTask<byte[]> SealEqualAsync(ReadOnlyMemory<byte> plain, string context, CancellationToken cancellationToken)
    {
        var secret = await KeyAsync(cancellationToken);
        var about = Encoding.UTF8.GetBytes(context);
        var nonce = HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Sealing.KeySize, info: about), plain.Span)[..12];
        var box = new byte[12 + plain.Length + 16];
        nonce.CopyTo(box, 0);
        using var aes = new AesGcm(secret, 16);
        aes.Encrypt(nonce, plain.Span, box.AsSpan(12, plain.Length), box.AsSpan(12 + plain.Length), about);
        return box;
    }

    /// <summary>A UUID for a name of ours: always the same, and nobody else can tell whose.</summary>
    public async ValueTask<Guid> PseudonymAsync(string name, string context, CancellationToken cancellationToken)
    {
        var derived = HKDF.DeriveKey(HashAlgorithmName.SHA256, await KeyAsync(cancellationToken), Sealing.KeySize, info: Encoding.UTF8.GetBytes(context));
        var bytes = HMACSHA256.HashData(derived, Encoding.UTF8.GetBytes(name))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <exception cref="CryptographicException">It was altered, or belongs elsewhere.</exception>
    public async ValueTask<byte[]> OpenAsync(ReadOnlyMemory<byte> box, string context, CancellationToken cancellationToken) =>
        Sealing.Open(await KeyAsync(cancellationToken), box.Span, Encoding.UTF8.GetBytes(context));

    private async ValueTask<byte[]> KeyAsync(CancellationToken cancellationToken)
    {
        while (key is null)
        {
            if (await secrets.FindAllAsync(Kind, cancellationToken) is [var known, ..])
            {
                key = known.Value.ToArray();
                break;
            }

            await secrets.TryAddAsync(new SharedSecret(Kind, Name, RandomNumberGenerator.GetBytes(Sealing.KeySize)), cancellationToken);
        }

        return key;
    }
}
