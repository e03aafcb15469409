// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.EDelivery.Security;

/// <summary>A certificate whose signatures somebody decided to trust for a party. Never taken from a message.</summary>
public sealed class TrustedSigner
{
    private TrustedSigner(X509Certificate2 certificate, VerificationKey key)
    {
        Certificate = certificate;
        Key = key;
    }

    public X509Certificate2 Certificate { get; }

    internal VerificationKey Key { get; }

    /// <returns>False for a key that no algorithm of the profile fits.</returns>
    public static bool TryCreate(X509Certificate2 certificate, [NotNullWhen(true)] out TrustedSigner? signer)
    {
        signer = VerificationKey.TryFromCertificate(certificate, out var key) ? new TrustedSigner(certificate, key) : null;
        return signer is not null;
    }

    internal DateTimeOffset NotBefore => new(Certificate.NotBefore.ToUniversalTime());

    internal DateTimeOffset NotAfter => new(Certificate.NotAfter.ToUniversalTime());

    internal bool IsInPeriod(DateTimeOffset now) => now >= NotBefore && now <= NotAfter;
}
