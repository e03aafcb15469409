// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.State;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>A request that waits for its answer; kept under the state, protected, and good for one answer.</summary>
/// <param name="LoginId">Log-in that needs it.</param>
/// <param name="ConnectorId">Who was asked; the answer must come from it.</param>
/// <param name="Nonce">Comes back in the ID token.</param>
/// <param name="CodeVerifier">Proves that the code is ours (RFC 7636).</param>
/// <param name="Level">Level asked for.</param>
/// <param name="StartedAt">When.</param>
/// <param name="Country">Whose citizen must answer; null for any the connector speaks for.</param>
internal sealed record OpenOidcRequest(
    string LoginId, string ConnectorId, string Nonce, string CodeVerifier, LevelOfAssurance Level, DateTimeOffset StartedAt, string? Country)
{
    /// <summary>Kind of <see cref="ProtocolItem"/>.</summary>
    public const string Kind = ProtocolKind.OidcRequest;
}
