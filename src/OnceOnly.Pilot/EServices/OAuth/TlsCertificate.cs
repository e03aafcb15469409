// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.EServices.OAuth;

/// <summary>The certificate of the TLS connection is the proof, and binds the tokens too (RFC 8705): the easy road for back ends.</summary>
/// <param name="ClientId">OAuth client identifier.</param>
public sealed record TlsCertificate(string ClientId) : ClientAuthentication(ClientId)
{
    public override bool UsesMutualTls => true;

    public override DPoPKey? CreateTokenKey(TimeProvider time) => null;

    public override void Authenticate(IDictionary<string, string> form, Uri issuer, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(form);
        form["client_id"] = ClientId;
    }
}
