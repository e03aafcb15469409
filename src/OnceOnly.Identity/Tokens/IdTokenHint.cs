// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Tokens;

/// <summary>What an ID token of ours said.</summary>
internal sealed record IdTokenHint(string ClientId, string Subject, string? SessionId);
