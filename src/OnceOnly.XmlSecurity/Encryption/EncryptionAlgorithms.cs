// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>The algorithms of XML Encryption this library speaks. Every CBC and PKCS#1 v1.5 is left out on purpose.</summary>
public static class EncryptionAlgorithms
{
    public const string Aes128Gcm = XmlNames.Encryption11 + "aes128-gcm";
    public const string Aes192Gcm = XmlNames.Encryption11 + "aes192-gcm";
    public const string Aes256Gcm = XmlNames.Encryption11 + "aes256-gcm";

    /// <summary>RSA-OAEP with the digest and the mask generation function named beside it.</summary>
    public const string RsaOaep = XmlNames.Encryption11 + "rsa-oaep";

    /// <summary>RSA-OAEP of the first version: the mask is MGF1 with SHA-1, whatever the digest.</summary>
    internal const string RsaOaepMgf1p = XmlNames.Encryption + "rsa-oaep-mgf1p";

    /// <summary>Agreement with a one-time key of the sender's; a key is derived by ConcatKDF and wraps the content key.</summary>
    public const string EcdhEs = XmlNames.Encryption11 + "ECDH-ES";

    /// <summary>AES key wrap with 256 bits.</summary>
    public const string KeyWrapAes256 = XmlNames.Encryption + "kw-aes256";

    /// <summary>The mask of RSA-OAEP that eIDAS asks for.</summary>
    public const string Mgf1Sha256 = XmlNames.Encryption11 + "mgf1sha256";

    internal const string ElementType = XmlNames.Encryption + "Element";
    internal const string EncryptedKeyType = XmlNames.Encryption + "EncryptedKey";
    internal const int NonceBytes = 12;
    internal const int TagBytes = 16;

    /// <summary>Length of the content key in bytes, or 0 for an algorithm that is not allowed.</summary>
    internal static int KeyBytes(string? uri) => uri switch
    {
        Aes128Gcm => 16,
        Aes192Gcm => 24,
        Aes256Gcm => 32,
        _ => 0,
    };
}
