// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Configuration;

/// <summary>What the gateway shows the registry. A secret stands in the configuration or, better, in a file of its own.</summary>
internal sealed class CredentialsOptions
{
    public CredentialsKind Kind { get; init; }

    /// <summary>Header that carries the key, for <see cref="CredentialsKind.ApiKey"/>.</summary>
    public string? Header { get; init; }

    /// <summary>For <see cref="CredentialsKind.Basic"/>.</summary>
    public string? User { get; init; }

    public string? Secret { get; init; }

    public string? SecretFile { get; init; }

    /// <summary>PEM file, for <see cref="CredentialsKind.ClientCertificate"/>.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file of the certificate's key.</summary>
    public string? KeyFile { get; init; }
}
