// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>The concatenation key derivation of NIST SP 800-56A, as XML Encryption 1.1 §5.4.1 writes it.</summary>
/// <param name="DigestMethod">URI of the hash.</param>
/// <param name="OtherInfo">What is hashed behind the shared secret.</param>
internal sealed record ConcatKdf(string DigestMethod, byte[] OtherInfo)
{
    public const string Algorithm = XmlNames.Encryption11 + "ConcatKDF";

    private const int MaximumInfoBytes = 512;

    private static readonly string[] Parts = ["AlgorithmID", "PartyUInfo", "PartyVInfo", "SuppPubInfo", "SuppPrivInfo"];

    private static ReadOnlySpan<byte> FirstRound => [0, 0, 0, 1];

    /// <summary>Reads a KeyDerivationMethod.</summary>
    public static bool TryRead(XmlElement method, [NotNullWhen(true)] out ConcatKdf? derivation)
    {
        derivation = null;
        var children = new ChildElements(method);
        if (method.Attribute("Algorithm") != Algorithm
            || children.Take(XmlNames.Encryption11, "ConcatKDFParams") is not { } parameters
            || !children.IsExhausted
            || !parameters.HasOnlyAttributes(Parts))
        {
            return false;
        }

        children = new ChildElements(parameters);
        var digest = children.Take(XmlNames.Signature, "DigestMethod")?.Attribute("Algorithm");
        if (!DigestAlgorithm.All.Contains(digest, StringComparer.Ordinal) || !children.IsExhausted)
        {
            return false;
        }

        var info = new List<byte>();
        foreach (var part in Parts)
        {
            if (!TryReadBits(parameters.Attribute(part), out var bytes))
            {
                return false;
            }

            info.AddRange(bytes);
        }

        derivation = new ConcatKdf(digest!, [.. info]);
        return true;
    }

    /// <param name="sharedSecret">What was agreed on.</param>
    /// <param name="length">Bytes wanted, at most 32: the shortest hash makes them in one round.</param>
    public byte[] Derive(byte[] sharedSecret, int length)
    {
        DigestAlgorithm.TryHash(DigestMethod, [.. FirstRound, .. sharedSecret, .. OtherInfo], out var block);
        return block[..length];
    }

    // Hexadecimal of a bit string: the first byte only counts the bits that pad the last one. Nobody sends odd bits.
    private static bool TryReadBits(string? hex, out byte[] bytes)
    {
        bytes = [];
        if (string.IsNullOrEmpty(hex))
        {
            return true;
        }

        if (hex.Length > 2 * MaximumInfoBytes || hex.Length % 2 != 0 || !hex.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        var encoded = Convert.FromHexString(hex);
        bytes = encoded[1..];
        return encoded[0] == 0;
    }
}
