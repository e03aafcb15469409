// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>A form of RSA-OAEP: the hash of its label and that of its mask (XML Encryption 1.1 §5.5.2). PKCS#1 v1.5 is none.</summary>
public sealed class KeyTransport
{
    private const string Sha1 = XmlNames.Signature + "sha1";
    private const string Mgf1Sha1 = XmlNames.Encryption11 + "mgf1sha1";

    private KeyTransport(string name, string digestMethod, string mask)
    {
        Name = name;
        DigestMethod = digestMethod;
        Mask = mask;
    }

    /// <summary>SHA-256 for both: what eIDAS asks for.</summary>
    public static KeyTransport OaepSha256 { get; } = new("rsa-oaep-sha256", DigestAlgorithm.Sha256, EncryptionAlgorithms.Mgf1Sha256);

    /// <summary>
    /// SHA-256 for the label, SHA-1 for the mask; what stacks make of <c>rsa-oaep-mgf1p</c> with a SHA-256 digest. Only
    /// where the platform's own libcrypto opens it, see <see cref="IsAvailable"/>.
    /// </summary>
    public static KeyTransport OaepSha256Mgf1Sha1 { get; } = new("rsa-oaep-sha256-mgf1-sha1", DigestAlgorithm.Sha256, Mgf1Sha1);

    /// <summary>SHA-1 for both: plain <c>rsa-oaep-mgf1p</c>. No attack on it is known, but it is not eIDAS.</summary>
    public static KeyTransport OaepSha1 { get; } = new("rsa-oaep-sha1", Sha1, Mgf1Sha1);

    /// <summary>All of them; nobody can add others.</summary>
    public static IReadOnlyList<KeyTransport> All { get; } = [OaepSha256, OaepSha256Mgf1Sha1, OaepSha1];

    /// <summary>What it is called in configuration.</summary>
    public string Name { get; }

    /// <summary>URI of the label's hash.</summary>
    public string DigestMethod { get; }

    /// <summary>URI of the mask generation function.</summary>
    public string Mask { get; }

    /// <summary>Whether this platform can open it.</summary>
    public bool IsAvailable => this != OaepSha256Mgf1Sha1 || LibCrypto.IsAvailable;

    /// <summary>The form an EncryptionMethod names; null for one that has no name here.</summary>
    internal static KeyTransport? Find(string? algorithm, string? digestMethod, string? mask)
    {
        // What is not said is SHA-1; rsa-oaep-mgf1p fixes the mask, and an element for it contradicts the name.
        var isMgf1p = algorithm == EncryptionAlgorithms.RsaOaepMgf1p;
        return (isMgf1p && mask is null) || algorithm == EncryptionAlgorithms.RsaOaep
            ? All.FirstOrDefault(form => form.DigestMethod == (digestMethod ?? Sha1) && form.Mask == (mask ?? Mgf1Sha1))
            : null;
    }
}
