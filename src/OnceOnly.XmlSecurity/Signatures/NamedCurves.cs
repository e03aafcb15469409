// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.XmlSecurity.Signatures;

/// <summary>Object identifiers of the elliptic curves eIDAS allows (Cryptographic Requirements).</summary>
public static class NamedCurves
{
    public const string P256 = "1.2.840.10045.3.1.7";
    public const string P384 = "1.3.132.0.34";
    public const string P521 = "1.3.132.0.35";
    public const string BrainpoolP256r1 = "1.3.36.3.3.2.8.1.1.7";
    public const string BrainpoolP384r1 = "1.3.36.3.3.2.8.1.1.11";
    public const string BrainpoolP512r1 = "1.3.36.3.3.2.8.1.1.13";

    public static IReadOnlySet<string> Eidas { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        P256, P384, P521, BrainpoolP256r1, BrainpoolP384r1, BrainpoolP512r1,
    };
}
