// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using OnceOnly.Evidence.Keys;

namespace OnceOnly.Evidence.Copies;

/// <summary>Makes data keys under the person's evidence key and opens what they encrypt.</summary>
internal sealed class CopyVault(KeyRing ring, IEvidenceSegments segments)
{
    /// <summary>A fresh data key, wrapped for storage.</summary>
    public async ValueTask<NewDataKey> NewAsync(string subject, string copyId, CancellationToken cancellationToken)
    {
        var (keyId, key) = await ring.GetCurrentAsync(KeyPurpose.Evidence, subject, cancellationToken);
        var dataKey = RandomNumberGenerator.GetBytes(Sealing.KeySize);
        return new NewDataKey(dataKey, keyId, Sealing.Seal(key, dataKey, Encoding.UTF8.GetBytes(copyId)));
    }

    /// <summary>The copy with its data key wrapped by the person's current evidence key.</summary>
    /// <returns>Null when it is wrapped by that key already, or cannot be opened any more.</returns>
    public async ValueTask<EvidenceCopy?> RewrapAsync(EvidenceCopy copy, CancellationToken cancellationToken)
    {
        var (keyId, key) = await ring.GetCurrentAsync(KeyPurpose.Evidence, copy.Subject, cancellationToken);
        if (copy.KeyId == keyId || await ring.FindAsync(KeyPurpose.Evidence, copy.Subject, copy.KeyId, cancellationToken) is not { } old)
        {
            return null;
        }

        var context = Encoding.UTF8.GetBytes(copy.Id);
        return copy with { KeyId = keyId, DataKey = Sealing.Seal(key, Sealing.Open(old, copy.DataKey, context), context) };
    }

    public DocumentSink Sink(string copyId, byte[] dataKey, SinkLimits limits) => new(copyId, dataKey, segments, limits);

    /// <returns>Null when the copy was erased.</returns>
    /// <exception cref="CryptographicException">The stored copy was altered.</exception>
    public async ValueTask<DocumentReader?> OpenAsync(EvidenceCopy? copy, CancellationToken cancellationToken)
    {
        if (copy is not { State: CopyState.Held or CopyState.Reusable, Manifest: { } manifest }
            || await ring.FindAsync(KeyPurpose.Evidence, copy.Subject, copy.KeyId, cancellationToken) is not { } key)
        {
            return null;
        }

        var dataKey = Sealing.Open(key, copy.DataKey, Encoding.UTF8.GetBytes(copy.Id));
        return new DocumentReader(copy.Id, dataKey, Copies.Manifest.Open(manifest, dataKey, copy.Id), segments);
    }
}

/// <param name="DataKey">The key.</param>
/// <param name="KeyId">The person's evidence key that wraps it.</param>
/// <param name="Wrapped">Its stored form.</param>
internal sealed record NewDataKey(byte[] DataKey, string KeyId, byte[] Wrapped);
