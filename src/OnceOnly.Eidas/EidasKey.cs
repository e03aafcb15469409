// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas;

/// <summary>
/// What keys of our own must be. Nodes that keep to the Cryptographic Requirements would not believe what others sign, nor
/// encrypt to them.
/// </summary>
public static class EidasKey
{
    /// <summary>What keeps eIDAS nodes from taking the key of this certificate, to be read after a name of it; null when nothing does.</summary>
    public static string? FaultOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        using var rsa = certificate.GetRSAPublicKey();
        using ECAlgorithm? elliptic = certificate.GetECDsaPublicKey() ?? (ECAlgorithm?)certificate.GetECDiffieHellmanPublicKey();
        var smallest = SignatureProfile.Eidas.MinimumRsaKeySize;
        return (rsa, elliptic) switch
        {
            (null, null) => "is neither an RSA nor an elliptic-curve key.",
            ({ } key, _) when key.KeySize < smallest => $"is an RSA key of less than {smallest} bits.",
            (null, { } key) when !IsOnNamedCurve(key) => "is on a curve that eIDAS does not allow; take P-256, P-384, P-521 or a brainpool curve of 256, 384 or 512 bits (r1), by name.",
            _ => null,
        };
    }

    /// <exception cref="ArgumentException">Nodes would not take it.</exception>
    internal static void ThrowIfUnfit(X509Certificate2? certificate, string what)
    {
        if (certificate is not null && FaultOf(certificate) is { } fault)
        {
            throw new ArgumentException($"The key of {certificate.Subject} {fault}", what);
        }
    }

    private static bool IsOnNamedCurve(ECAlgorithm key)
    {
        var curve = key.ExportParameters(includePrivateParameters: false).Curve;
        return curve.IsNamed && NamedCurves.Eidas.Contains(curve.Oid.Value ?? string.Empty);
    }
}
