// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;

namespace OnceOnly.Identity.Tokens;

/// <summary>What one access token carries of a grant.</summary>
internal sealed record Narrowed(IReadOnlyList<string> Scopes, JsonElement? AuthorizationDetails);
