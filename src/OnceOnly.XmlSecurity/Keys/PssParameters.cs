// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.XmlSecurity.Keys;

/// <summary>What a key that is for RSASSA-PSS alone may sign with (RFC 4055 §3.1 and §3.3).</summary>
/// <param name="Hash">The one hash; null for a key that leaves it open.</param>
internal sealed record PssParameters(HashAlgorithmName? Hash)
{
    /// <summary>The algorithm of such a key.</summary>
    public const string KeyType = "1.2.840.113549.1.1.10";

    private const string Mgf1 = "1.2.840.113549.1.1.8";

    private static readonly Dictionary<string, (HashAlgorithmName Name, int Bytes)> Hashes = new(StringComparer.Ordinal)
    {
        ["2.16.840.1.101.3.4.2.1"] = (HashAlgorithmName.SHA256, SHA256.HashSizeInBytes),
        ["2.16.840.1.101.3.4.2.2"] = (HashAlgorithmName.SHA384, SHA384.HashSizeInBytes),
        ["2.16.840.1.101.3.4.2.3"] = (HashAlgorithmName.SHA512, SHA512.HashSizeInBytes),
    };

    /// <param name="encoded">Parameters of the key; none leave everything open.</param>
    /// <param name="parameters">What they allow.</param>
    /// <returns>False for those that no signature algorithm of ours can keep.</returns>
    public static bool TryRead(AsnEncodedData? encoded, [NotNullWhen(true)] out PssParameters? parameters)
    {
        parameters = null;
        if (encoded is null)
        {
            parameters = new PssParameters(Hash: null);
            return true;
        }

        try
        {
            // What is left out means SHA-1, which is none of ours.
            var sequence = new AsnReader(encoded.RawData, AsnEncodingRules.DER).ReadSequence();
            var hash = sequence.ReadSequence(Tag(0)).ReadSequence().ReadObjectIdentifier();
            var mask = sequence.ReadSequence(Tag(1)).ReadSequence();
            var isMgf1OfSameHash = mask.ReadObjectIdentifier() == Mgf1 && mask.ReadSequence().ReadObjectIdentifier() == hash;
            var isSaltShortEnough = !sequence.HasData || !sequence.PeekTag().HasSameClassAndValue(Tag(2))
                || (sequence.ReadSequence(Tag(2)).TryReadInt32(out var least)
                    && Hashes.TryGetValue(hash, out var known) && least <= known.Bytes);
            if (isMgf1OfSameHash && isSaltShortEnough && !sequence.HasData && Hashes.TryGetValue(hash, out var found))
            {
                parameters = new PssParameters(found.Name);
            }
        }
        catch (AsnContentException)
        {
            // Not parameters of this kind.
        }

        return parameters is not null;
    }

    /// <summary>Our salt is as long as the hash, and the key's parameters only say how long it is at least.</summary>
    public bool Allow(SignatureAlgorithm algorithm) =>
        algorithm.Family == SignatureFamily.RsaPss && (Hash is null || Hash == algorithm.Hash);

    private static Asn1Tag Tag(int value) => new(TagClass.ContextSpecific, value, isConstructed: true);
}
