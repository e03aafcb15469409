// SPDX-License-Identifier: EUPL-1.2

using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.Eidas.Tests.World;

/// <summary>
/// An RSA key as the driver of a hardware token gives it to OpenSSL: it decrypts when asked, but OpenSSL knows only the
/// public half, and so nothing can be exported.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class TokenKey
{
    private const string Library = "libcrypto.so.3";
    private const int KeyIsElsewhere = 0x20;

    // OpenSSL keeps pointers to them.
    private static readonly List<PrivateDecrypt> Drivers = [];

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int PrivateDecrypt(int length, nint from, nint to, nint rsa, int padding);

    /// <summary>The certificate with such a key in place of its own.</summary>
    public static X509Certificate2 Of(X509Certificate2 certificate)
    {
        using var own = certificate.GetRSAPrivateKey()!;
        var known = own.ExportParameters(includePrivateParameters: true);
        var (modulus, exponent) = (Number(known.Modulus!), Number(known.D!));
        PrivateDecrypt driver = (length, from, to, _, _) =>
        {
            var cipher = new byte[length];
            Marshal.Copy(from, cipher, 0, length);
            var plain = BigInteger.ModPow(Number(cipher), exponent, modulus).ToByteArray(isUnsigned: true, isBigEndian: true);
            var padded = new byte[known.Modulus!.Length];
            plain.CopyTo(padded, padded.Length - plain.Length);
            Marshal.Copy(padded, 0, to, padded.Length);
            return padded.Length;
        };
        Drivers.Add(driver);
        var method = RSA_meth_dup(RSA_get_default_method());
        RSA_meth_set_flags(method, KeyIsElsewhere).ShouldBe(1);
        RSA_meth_set_priv_dec(method, driver).ShouldBe(1);
        var rsa = RSA_new();
        RSA_set_method(rsa, method).ShouldBe(1);
        RSA_set0_key(rsa, BN_bin2bn(known.Modulus!, known.Modulus!.Length, 0), BN_bin2bn(known.Exponent!, known.Exponent!.Length, 0), 0).ShouldBe(1);
        var key = EVP_PKEY_new();
        EVP_PKEY_set1_RSA(key, rsa).ShouldBe(1);
        using var handle = new SafeEvpPKeyHandle(key, ownsHandle: true);
        using var token = new RSAOpenSsl(handle);
        using var bare = X509CertificateLoader.LoadCertificate(certificate.RawData);
        return bare.CopyWithPrivateKey(token);
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint RSA_get_default_method();

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint RSA_meth_dup(nint method);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int RSA_meth_set_flags(nint method, int flags);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int RSA_meth_set_priv_dec(nint method, PrivateDecrypt decrypt);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint RSA_new();

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int RSA_set_method(nint rsa, nint method);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int RSA_set0_key(nint rsa, nint modulus, nint exponent, nint secret);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint BN_bin2bn(byte[] bytes, int length, nint into);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint EVP_PKEY_new();

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int EVP_PKEY_set1_RSA(nint key, nint rsa);
}
