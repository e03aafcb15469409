// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using OnceOnly.Eidas.Profiles;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Metadata;

/// <summary>Why a metadata document is believed: a pinned key signed it, never a key it brings along.</summary>
public sealed class MetadataTrust
{
    private MetadataTrust(IReadOnlyList<VerificationKey>? keys, SignatureProfile profile)
    {
        Keys = keys;
        Profile = profile;
    }

    /// <summary>How long a document without <c>validUntil</c> may be used; null, the default, refuses it.</summary>
    public TimeSpan? LifetimeWithoutValidUntil { get; private init; }

    /// <summary>Believes the document without looking at its signature. For diagnosis, where somebody hands over the file.</summary>
    public static MetadataTrust AsGiven { get; } = new(keys: null, SignatureProfile.Eidas);

    internal IReadOnlyList<VerificationKey>? Keys { get; }

    internal SignatureProfile Profile { get; }

    /// <summary>Believes what one of these certificates' keys signed, and only until its <c>validUntil</c>.</summary>
    /// <exception cref="ArgumentException">No certificate has a key that can be used.</exception>
    /// <param name="certificates">Any of their keys will do.</param>
    /// <param name="profile">Whose <see cref="ConnectorProfile.MetadataSignatures"/> they may make; null for an eIDAS node.</param>
    /// <param name="lifetimeWithoutValidUntil">Only for publishers who give their documents no end.</param>
    public static MetadataTrust Pinned(
        IReadOnlyList<X509Certificate2> certificates, ConnectorProfile? profile = null, TimeSpan? lifetimeWithoutValidUntil = null)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        var keys = new List<VerificationKey>();
        foreach (var certificate in certificates)
        {
            if (VerificationKey.TryFromCertificate(certificate, out var key))
            {
                keys.Add(key);
            }
        }

        return keys.Count > 0
            ? new MetadataTrust(keys, (profile ?? ConnectorProfile.Eidas).MetadataSignatures) { LifetimeWithoutValidUntil = lifetimeWithoutValidUntil }
            : throw new ArgumentException("No pinned certificate has an RSA or named-curve key.", nameof(certificates));
    }
}
