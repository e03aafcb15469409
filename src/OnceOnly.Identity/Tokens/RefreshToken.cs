// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.ClientAuthentication;

namespace OnceOnly.Identity.Tokens;

/// <summary>What a refresh token stands for.</summary>
internal sealed record RefreshToken(string GrantId, string ClientId, KeyBinding Binding);
