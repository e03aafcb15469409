// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using OnceOnly.EDelivery.Security;

namespace OnceOnly.Cli.As4;

/// <summary>What <c>--trust</c> named: certificates of senders, or of authorities that vouch for them.</summary>
internal sealed class TrustedCertificates(X509Certificate2Collection trusted, DateTimeOffset now)
{
    /// <exception cref="UsageException">A file holds no certificate.</exception>
    public static TrustedCertificates Read(IReadOnlyList<(string Path, byte[] Pem)> files, DateTimeOffset now)
    {
        var trusted = new X509Certificate2Collection();
        foreach (var (path, pem) in files)
        {
            var before = trusted.Count;
            try
            {
                trusted.ImportFromPem(Encoding.UTF8.GetString(pem));
            }
            catch (CryptographicException)
            {
                throw new UsageException($"{path} holds a certificate that cannot be read");
            }

            if (trusted.Count == before)
            {
                throw new UsageException($"{path} holds no certificate in PEM");
            }
        }

        return trusted.Count > 0 ? new TrustedCertificates(trusted, now) : throw new UsageException("--trust is missing");
    }

    /// <summary>The certificates themselves, and those the message offers that one of them issued.</summary>
    public IReadOnlyList<TrustedSigner> For(IReadOnlyList<X509Certificate2> offered)
    {
        var signers = new List<TrustedSigner>();
        foreach (var certificate in trusted.Concat(offered.Where(candidate => IsIssuedByTrusted(candidate, offered))))
        {
            if (TrustedSigner.TryCreate(certificate, out var signer))
            {
                signers.Add(signer);
            }
        }

        return signers;
    }

    // Whether the signer's own certificate is within its period has a rule of its own, so the chain may leave that open.
    private bool IsIssuedByTrusted(X509Certificate2 candidate, IReadOnlyList<X509Certificate2> offered)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        chain.ChainPolicy.ExtraStore.AddRange(offered.ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(candidate)
            && chain.ChainElements.Skip(1).All(element => IsInPeriod(element.Certificate));
    }

    private bool IsInPeriod(X509Certificate2 certificate) =>
        now.UtcDateTime >= certificate.NotBefore.ToUniversalTime() && now.UtcDateTime <= certificate.NotAfter.ToUniversalTime();
}
