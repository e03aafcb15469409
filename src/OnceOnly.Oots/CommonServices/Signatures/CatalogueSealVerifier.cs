// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OnceOnly.Oots.CommonServices.Signatures;

/// <summary>
/// Verifies answers of the common services (technical design documents, chapter 3.6.2): the <c>digest</c> header covers
/// the body, and a detached JWS by the JAdES mechanism for HTTP headers covers the <c>digest</c> header. It holds
/// through any cache or proxy; the connection does not.
/// </summary>
/// <param name="roots">The pinned roots; those of acceptance and production differ.</param>
public sealed class CatalogueSealVerifier(X509Certificate2Collection roots)
{
    private const int MaxSignatureLength = 64 * 1024;

    // Clocks differ by as much as anybody tolerates elsewhere.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <param name="body">The body as received, before any decoding.</param>
    /// <param name="headers">Name and value of each header as received.</param>
    /// <param name="now">Time at which the certificate must be valid.</param>
    public CatalogueSeal Verify(ReadOnlySpan<byte> body, IReadOnlyList<KeyValuePair<string, string>> headers, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(headers);
        if (Single(headers, "digest") is not { } digest || !DigestHeader.TryRead(digest, out var stated))
        {
            return new(CatalogueFault.DigestMissing);
        }

        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(body), stated))
        {
            return new(CatalogueFault.DigestWrong);
        }

        if (Single(headers, "oots-response-sig") is not { } compact)
        {
            return new(CatalogueFault.SignatureMissing);
        }

        var parts = compact.Length > MaxSignatureLength ? [] : compact.Split('.');
        if (parts is not [{ Length: > 0 } protectedPart, "", { Length: > 0 } signaturePart]
            || !JwsHeader.TryDecode(signaturePart, out var signature)
            || !JwsHeader.TryRead(protectedPart, out var header))
        {
            return new(CatalogueFault.SignatureMalformed);
        }

        var seal = new CatalogueSeal(CatalogueFault.None, header.Algorithm, SignedAt: header.SignedAt);
        if (!header.HasOnlyKnownCriticals)
        {
            return seal with { Fault = CatalogueFault.CriticalHeader };
        }

        if (SignedText(header, headers) is not { } text)
        {
            return seal with { Fault = CatalogueFault.NotOverDigest };
        }

        if (header.SignedAt - now > Skew)
        {
            return seal with { Fault = CatalogueFault.SignedInTheFuture };
        }

        return VerifySigner(seal, header, Encoding.UTF8.GetBytes($"{protectedPart}.{text}"), signature, now);
    }

    private CatalogueSeal VerifySigner(CatalogueSeal seal, JwsHeader header, byte[] signed, byte[] signature, DateTimeOffset now)
    {
        var certificates = header.ReadCertificates();
        try
        {
            if (certificates.Count == 0)
            {
                return seal with { Fault = CatalogueFault.CertificateMissing };
            }

            var leaf = certificates[0];
            if (!header.NamesCertificate(leaf) || !IsTrusted(leaf, certificates, now))
            {
                return seal with { Fault = CatalogueFault.CertificateUntrusted };
            }

            seal = seal with { Signer = leaf.Subject };
            if (!JwsAlgorithm.TryFind(header.Algorithm, out var algorithm) || !algorithm.Fits(leaf))
            {
                return seal with { Fault = CatalogueFault.AlgorithmRefused };
            }

            return algorithm.Verify(leaf, signed, signature) ? seal : seal with { Fault = CatalogueFault.SignatureWrong };
        }
        finally
        {
            foreach (var certificate in certificates)
            {
                certificate.Dispose();
            }
        }
    }

    private bool IsTrusted(X509Certificate2 leaf, X509Certificate2Collection sent, DateTimeOffset now)
    {
        if (leaf.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { } usage
            && (usage.KeyUsages & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)) == X509KeyUsageFlags.None)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        return chain.Build(leaf);
    }

    private static string? SignedText(JwsHeader header, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        if (header.Mechanism != JwsHeader.HttpHeaders || !header.SignedHeaders.Contains("digest", StringComparer.Ordinal))
        {
            return null;
        }

        var lines = header.SignedHeaders.Select(name => Single(headers, name) is { } value ? $"{name}: {value}" : null).ToList();
        return lines.Contains(null) ? null : string.Join('\n', lines);
    }

    private static string? Single(IReadOnlyList<KeyValuePair<string, string>> headers, string name)
    {
        var values = headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value.Trim()).ToList();
        return values.Count == 1 ? values[0] : null;
    }
}
