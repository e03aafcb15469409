// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Authorization;

/// <summary>What an authorization code stands for.</summary>
/// <param name="GrantId">The grant; it exists from before the code is sent, so that revoking it never comes too early.</param>
/// <param name="ClientId">Only this client may redeem it.</param>
/// <param name="RedirectUri">Where it was sent.</param>
/// <param name="CodeChallenge">PKCE, S256.</param>
/// <param name="DpopThumbprint">Key it is bound to, when the request named one.</param>
/// <param name="Nonce">For the ID token.</param>
/// <param name="ValidUntil">It is remembered for longer than it is valid, so that a late second use still revokes the tokens of the first.</param>
internal sealed record AuthorizationCode(
    string GrantId,
    string ClientId,
    string RedirectUri,
    string CodeChallenge,
    string? DpopThumbprint,
    string? Nonce,
    DateTimeOffset ValidUntil);
