// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;

namespace OnceOnly.Identity.ClientAuthentication;

/// <summary>The key of the caller that a token is bound to: of a DPoP proof, or of a client certificate.</summary>
/// <param name="Jkt">RFC 7638 thumbprint (RFC 9449); null when bound by certificate.</param>
/// <param name="CertificateThumbprint"><c>x5t#S256</c> (RFC 8705); null when bound by DPoP.</param>
internal sealed record KeyBinding(string? Jkt, string? CertificateThumbprint)
{
    public string TokenType => Jkt is not null ? "DPoP" : "Bearer";

    /// <summary>The <c>cnf</c> claim.</summary>
    public JsonObject ToConfirmation() => Jkt is not null ? new() { ["jkt"] = Jkt } : new() { ["x5t#S256"] = CertificateThumbprint };
}
