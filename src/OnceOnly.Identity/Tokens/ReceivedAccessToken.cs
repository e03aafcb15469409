// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.AccessTokens;
using OnceOnly.Identity.ClientAuthentication;

namespace OnceOnly.Identity.Tokens;

/// <summary>An access token of ours that has come back.</summary>
/// <param name="Principal">Who calls.</param>
/// <param name="Binding">Which key it must be used with.</param>
/// <param name="SignedBy">Identifier of our key that signed it.</param>
internal sealed record ReceivedAccessToken(AccessTokenPrincipal Principal, KeyBinding Binding, string SignedBy);
