// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OnceOnly.XmlSecurity.Encryption;

/// <summary>
/// RSA-OAEP with different hashes for label and mask, which the framework cannot say but OpenSSL can. Its padding check
/// takes the same time whatever is wrong; one made by hand would not.
/// </summary>
internal static class LibCrypto
{
    private const string Library = "libcrypto.so.3";

    private static readonly Lazy<bool> Loads = new(() =>
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad(Library, typeof(LibCrypto).Assembly, DllImportSearchPath.SafeDirectories, out _));

    public static bool IsAvailable => Loads.Value;

    /// <summary>A key to import into, whose handle OpenSSL takes wherever <see cref="IsAvailable"/> says so.</summary>
    public static RSA CreateRsa() => OperatingSystem.IsLinux() ? new RSAOpenSsl() : RSA.Create();

    /// <param name="rsa">
    /// What a certificate gives, or <see cref="CreateRsa"/>: its handle is used, because the key of a token cannot be exported.
    /// </param>
    /// <param name="wrapped">The wrapped key.</param>
    /// <returns>Null when the padding is wrong, or anything else is.</returns>
    public static byte[]? DecryptOaepSha256Mgf1Sha1(RSA rsa, byte[] wrapped)
    {
        if (!OperatingSystem.IsLinux() || !IsAvailable || rsa is not RSAOpenSsl key)
        {
            return null;
        }

        using var handle = key.DuplicateKeyHandle();
        var context = NewContext(handle.DangerousGetHandle(), 0);
        try
        {
            var buffer = new byte[rsa.KeySize / 8];
            nuint written = (nuint)buffer.Length;
            return context != 0
                && DecryptInit(context) == 1
                && Control(context, "rsa_padding_mode", "oaep") == 1
                && Control(context, "rsa_oaep_md", "sha256") == 1
                && Control(context, "rsa_mgf1_md", "sha1") == 1
                && Decrypt(context, buffer, ref written, wrapped, (nuint)wrapped.Length) == 1
                ? buffer[..(int)written]
                : null;
        }
        finally
        {
            FreeContext(context);
        }
    }

    [DllImport(Library, EntryPoint = "EVP_PKEY_CTX_new")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint NewContext(nint key, nint engine);

    [DllImport(Library, EntryPoint = "EVP_PKEY_CTX_free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void FreeContext(nint context);

    [DllImport(Library, EntryPoint = "EVP_PKEY_decrypt_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DecryptInit(nint context);

    [DllImport(Library, EntryPoint = "EVP_PKEY_CTX_ctrl_str", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(nint context, string type, string value);

    [DllImport(Library, EntryPoint = "EVP_PKEY_decrypt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Decrypt(nint context, byte[] output, ref nuint outputLength, byte[] input, nuint inputLength);
}
