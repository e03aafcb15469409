// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using OnceOnly.Evidence.Ledger.Checkpoints;
using OnceOnly.Storage.Keys;

namespace OnceOnly.Storage.Ledger;

/// <summary>Signs checkpoints with a key in a file that only this user can read; made at first start, its public half beside it.</summary>
internal sealed class FileCheckpointSigner : ICheckpointSigner, IDisposable
{
    private readonly ECDsa _key;
    private readonly ReadOnlyMemory<byte> _keyId;

    /// <param name="keyFile">Its path.</param>
    /// <param name="publicKeyFile">Where its public half goes.</param>
    /// <param name="isNeeded">Whether checkpoints exist: then a new one in its place would be another signer unnoticed.</param>
    public FileCheckpointSigner(string keyFile, string publicKeyFile, bool isNeeded)
    {
        if (isNeeded && !File.Exists(keyFile))
        {
            throw new InvalidDataException(
                $"The key {keyFile} that signs the ledger's checkpoints is missing, but there are checkpoints. Restore it from its backup, or copy it from another instance (Storage:…:CheckpointKeyFile). If it is lost for good, put a new one there yourself (openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256) and keep the old checkpoint.pub.pem with the old log.");
        }

        using (var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        {
            PrivateFile.WriteNew(keyFile, Encoding.ASCII.GetBytes(fresh.ExportPkcs8PrivateKeyPem() + "\n"));
        }

        _key = ECDsa.Create();
        _key.ImportFromPem(File.ReadAllText(keyFile));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(publicKeyFile))!);
        File.WriteAllText(publicKeyFile, _key.ExportSubjectPublicKeyInfoPem() + "\n");
        _keyId = SignedCheckpoint.KeyIdOf(_key.ExportSubjectPublicKeyInfo());
    }

    public ValueTask<SignedCheckpoint> SignAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var signature = _key.SignData(
            Encoding.UTF8.GetBytes(checkpoint.Text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new(new SignedCheckpoint(checkpoint, _keyId, signature));
    }

    public bool HasSigned(SignedCheckpoint checkpoint) => checkpoint.IsSignedBy(_key);

    public void Dispose() => _key.Dispose();
}
