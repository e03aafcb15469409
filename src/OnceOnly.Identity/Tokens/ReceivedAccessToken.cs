// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.AccessTokens;
using OnceOnly.Identity.ClientAuthentication;

namespace OnceOnly.Identity.Tokens;

/// <summary>An access token of ours that has come back.</summary>
internal sealed record ReceivedAccessToken(AccessTokenPrincipal Principal, KeyBinding Binding);
