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

    /// <summary>For <see cref="CredentialsKind.OAuth"/>: where tokens are issued.</summary>
    public string? TokenEndpoint { get; init; }

    public string? ClientId { get; init; }

    public ClientAuthentication? Authentication { get; init; }

    /// <summary>Space-separated.</summary>
    public string? Scope { get; init; }

    /// <summary>Identifier of the key in <see cref="KeyFile"/>, for <see cref="ClientAuthentication.PrivateKey"/>.</summary>
    public string? KeyId { get; init; }

    /// <summary>PEM file, for <see cref="CredentialsKind.ClientCertificate"/> and <see cref="ClientAuthentication.Certificate"/>.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file of the certificate's key, or the key for <see cref="ClientAuthentication.PrivateKey"/>.</summary>
    public string? KeyFile { get; init; }
}
