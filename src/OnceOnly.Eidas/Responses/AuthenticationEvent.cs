// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Responses;

/// <summary>What an AuthnStatement says.</summary>
internal sealed record AuthenticationEvent(string LevelOfAssurance, DateTimeOffset Instant, string? SessionIndex);
