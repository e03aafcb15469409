// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.Registries.Configuration;

namespace OnceOnly.Registries.Calls.OAuth;

/// <summary>What the gateway is to a registry's authorization server (RFC 6749 §4.4).</summary>
/// <param name="TokenEndpoint">Where tokens are issued.</param>
/// <param name="ClientId">Who we are there.</param>
/// <param name="Authentication">How we prove it.</param>
internal sealed record OAuthClient(Uri TokenEndpoint, string ClientId, ClientAuthentication Authentication)
{
    public string? Scope { get; init; }

    /// <summary>For <see cref="ClientAuthentication.Secret"/>.</summary>
    public string? Secret { get; init; }

    /// <summary>For <see cref="ClientAuthentication.PrivateKey"/>: P-256 or RSA.</summary>
    public AsymmetricAlgorithm? Key { get; init; }

    /// <summary>The name under which the authorization server knows the key.</summary>
    public string? KeyId { get; init; }
}
