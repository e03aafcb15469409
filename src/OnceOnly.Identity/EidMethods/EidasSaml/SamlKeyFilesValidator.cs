// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using OnceOnly.Eidas;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>Says at start which key file is missing or cannot work. Only for keys from files.</summary>
internal sealed class SamlKeyFilesValidator : IValidateOptions<EidasSamlOptions>
{
    public ValidateOptionsResult Validate(string? name, EidasSamlOptions options)
    {
        List<string> faults =
        [
            .. Key("SigningKey", options.SigningKey, mustDecrypt: false),
            .. Key("EncryptionKey", options.EncryptionKey, mustDecrypt: true),
            .. options.MetadataKey.IsGiven ? Key("MetadataKey", options.MetadataKey, mustDecrypt: false) : [],
            .. options.PreviousEncryptionKey.IsGiven ? Key("PreviousEncryptionKey", options.PreviousEncryptionKey, mustDecrypt: true) : [],
            .. options.NextSigningCertificateFile is { } next ? NextSigning(next) : [],
        ];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Key(string key, KeyFiles files, bool mustDecrypt)
    {
        if (!files.IsComplete)
        {
            return [EidasSamlOptionsValidator.Fault(key, KeyFiles.Incomplete)];
        }

        try
        {
            using var certificate = files.Load();
            using var rsa = certificate.GetRSAPrivateKey();
            using var signing = certificate.GetECDsaPrivateKey();
            using var agreeing = certificate.GetECDiffieHellmanPrivateKey();
            return (rsa, signing, agreeing) switch
            {
                (null, _, null) when mustDecrypt => [EidasSamlOptionsValidator.Fault(key, "must be an RSA or elliptic-curve key that may be used to encrypt or agree on keys.")],
                (null, null, _) when !mustDecrypt => [EidasSamlOptionsValidator.Fault(key, "must be an RSA or elliptic-curve key that may be used to sign.")],
                _ => Strength(key, certificate),
            };
        }
        catch (Exception wrong) when (wrong is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [EidasSamlOptionsValidator.Fault(key, "names files that are not a PEM certificate and its PKCS#8 key, nor a PKCS#12 file and its password, or cannot be read.")];
        }
    }

    private static IEnumerable<string> NextSigning(string file)
    {
        const string Key = "NextSigningCertificateFile";
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(file);
            using var rsa = certificate.GetRSAPublicKey();
            using var signing = certificate.GetECDsaPublicKey();
            return rsa is null && signing is null
                ? [EidasSamlOptionsValidator.Fault(Key, "must be of an RSA or elliptic-curve key that may be used to sign.")]
                : Strength(Key, certificate);
        }
        catch (Exception wrong) when (wrong is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return [EidasSamlOptionsValidator.Fault(Key, "names a file that is no certificate or cannot be read.")];
        }
    }

    private static IEnumerable<string> Strength(string key, X509Certificate2 certificate) =>
        EidasKey.FaultOf(certificate) is { } fault ? [EidasSamlOptionsValidator.Fault(key, fault)] : [];
}
