// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.Benchmarks.As4;

/// <summary>What a message and its receipt cannot do without: two signatures, two verifications, a key wrapped and unwrapped, and the payload encrypted, decrypted and hashed on both sides.</summary>
internal sealed class BareCryptography(Correspondents correspondents, byte[] payload)
{
    private readonly byte[] signedInfo = RandomNumberGenerator.GetBytes(1500);

    public void Run()
    {
        using var sender = correspondents.Sender.GetRSAPrivateKey()!;
        using var senderPublic = correspondents.Sender.GetRSAPublicKey()!;
        using var receiver = correspondents.Receiver.GetRSAPrivateKey()!;
        using var receiverPublic = correspondents.Receiver.GetRSAPublicKey()!;
        var key = RandomNumberGenerator.GetBytes(16);
        var nonce = RandomNumberGenerator.GetBytes(12);
        var tag = new byte[16];
        var cipher = new byte[payload.Length];

        _ = SHA256.HashData(payload);
        var signature = sender.SignData(signedInfo, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var wrapped = receiverPublic.Encrypt(key, RSAEncryptionPadding.OaepSHA256);
        using (var aes = new AesGcm(key, 16))
        {
            aes.Encrypt(nonce, payload, cipher, tag);
        }

        var isSigned = senderPublic.VerifyData(signedInfo, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using (var aes = new AesGcm(receiver.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA256), 16))
        {
            aes.Decrypt(nonce, cipher, tag, cipher);
        }

        _ = SHA256.HashData(cipher);
        var receipt = receiver.SignData(signedInfo, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (!isSigned || !receiverPublic.VerifyData(signedInfo, receipt, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
        {
            throw new InvalidOperationException("The cryptography failed.");
        }
    }
}
