// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Configuration;

/// <summary>How the gateway proves to a token endpoint who it is.</summary>
internal enum ClientAuthentication
{
    /// <summary><c>client_secret_basic</c> (RFC 6749 §2.3.1).</summary>
    Secret,

    /// <summary><c>private_key_jwt</c> (RFC 7523).</summary>
    PrivateKey,

    /// <summary><c>tls_client_auth</c> (RFC 8705); the same certificate is shown to the registry.</summary>
    Certificate,
}
