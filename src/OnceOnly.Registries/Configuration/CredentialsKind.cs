// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Configuration;

internal enum CredentialsKind
{
    None,
    ApiKey,
    Basic,
    ClientCertificate,

    /// <summary>OAuth 2.0 client credentials.</summary>
    OAuth,
}
