// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Keys;

namespace OnceOnly.Evidence.Copies;

/// <summary>What a copy is found by: keyed hashes, so that the index tells nothing about persons.</summary>
internal sealed class CopyKeys(GatewayKeys keys)
{
    /// <summary>The key under one controller.</summary>
    public ValueTask<byte[]> OfAsync(string tenant, string subject, EvidenceOffer offer, CancellationToken cancellationToken) =>
        HashAsync(["tenant", tenant, subject, offer.Provider, offer.EvidenceType], cancellationToken);

    /// <summary>The key under which controllers listed by the legal basis find each other's copies.</summary>
    public ValueTask<byte[]> SharedOfAsync(string subject, EvidenceOffer offer, CancellationToken cancellationToken) =>
        HashAsync(["shared", subject, offer.Provider, offer.EvidenceType], cancellationToken);

    private async ValueTask<byte[]> HashAsync(string[] parts, CancellationToken cancellationToken)
    {
        var key = (await keys.GetAsync(cancellationToken)).Copies;
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        var length = new byte[4];
        foreach (var part in parts)
        {
            // With its length, so that no two lists of parts run together into the same bytes.
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}
