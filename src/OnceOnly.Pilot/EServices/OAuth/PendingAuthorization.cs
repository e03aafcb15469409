// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.EServices.OAuth;

/// <summary>What the e-service remembers while the citizen's browser is at the gateway.</summary>
/// <param name="BrowserAddress">Where the browser goes.</param>
/// <param name="State">Comes back with the browser.</param>
/// <param name="Nonce">Comes back in the ID token.</param>
/// <param name="Pkce">Redeems the code.</param>
/// <param name="TokenKey">What the tokens will be bound to; null with mutual TLS.</param>
public sealed record PendingAuthorization(Uri BrowserAddress, string State, string Nonce, Pkce Pkce, DPoPKey? TokenKey);
