// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using OnceOnly.Eidas.Metadata;

namespace OnceOnly.Identity.EidMethods;

/// <summary>A configured file of certificates, every one of which counts.</summary>
internal static class CertificateFile
{
    /// <summary>What is wrong with one, after the name of the setting that names it.</summary>
    public const string Fault = "names a file that holds no certificate, or one that cannot be read.";

    /// <exception cref="InvalidDataException">It holds none, or one that cannot be read.</exception>
    public static X509Certificate2[] Read(string file) =>
        PinnedCertificates.TryRead(File.ReadAllBytes(file), out var certificates)
            ? [.. certificates]
            : throw new InvalidDataException($"{file} holds no certificate, or one that cannot be read");

    public static bool IsGood(string file)
    {
        try
        {
            Array.ForEach(Read(file), certificate => certificate.Dispose());
            return true;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Believes TLS certificates of these authorities only.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static X509ChainPolicy AuthoritiesFrom(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(Read(file));
        return policy;
    }
}
