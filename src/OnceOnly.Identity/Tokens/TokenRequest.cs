// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.ClientAuthentication;
using OnceOnly.Identity.Clients;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.Tokens;

/// <summary>A token request of an authenticated client that has shown the key the tokens will be bound to.</summary>
internal sealed record TokenRequest(Client Client, OAuthParameters Form, KeyBinding Binding);
