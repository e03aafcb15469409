// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.EServices.OAuth;

/// <summary>How the e-service proves itself, and how its tokens are bound to it.</summary>
/// <param name="ClientId">OAuth client identifier.</param>
public abstract record ClientAuthentication(string ClientId)
{
    /// <summary>Whether the HTTP client shows a certificate, so that the gateway's mutual TLS addresses apply.</summary>
    public abstract bool UsesMutualTls { get; }

    /// <summary>A new key for the tokens of one application; null when the certificate binds them.</summary>
    public abstract DPoPKey? CreateTokenKey(TimeProvider time);

    /// <summary>Adds what identifies the client to a request.</summary>
    public abstract void Authenticate(IDictionary<string, string> form, Uri issuer, TimeProvider time);
}
