// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>The keys that the configuration names.</summary>
internal sealed class SamlKeysFromFiles : ISamlKeys
{
    public SamlKeysFromFiles(IOptions<EidasSamlOptions> options)
    {
        var files = options.Value;
        Signing = files.SigningKey.Load();
        NextSigning = files.NextSigningCertificateFile is { } next ? X509CertificateLoader.LoadCertificateFromFile(next) : null;
        Metadata = files.MetadataKey.IsGiven ? files.MetadataKey.Load() : Signing;
        Decryption = files.PreviousEncryptionKey.IsGiven
            ? [files.EncryptionKey.Load(), files.PreviousEncryptionKey.Load()]
            : [files.EncryptionKey.Load()];
    }

    public X509Certificate2 Signing { get; }

    public X509Certificate2? NextSigning { get; }

    public X509Certificate2 Metadata { get; }

    public IReadOnlyList<X509Certificate2> Decryption { get; }
}
