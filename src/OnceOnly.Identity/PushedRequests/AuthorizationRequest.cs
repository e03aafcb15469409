// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.PushedRequests;

/// <summary>A validated authorization request.</summary>
internal sealed record AuthorizationRequest
{
    public required string ClientId { get; init; }

    public required string RedirectUri { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required string CodeChallenge { get; init; }

    public required LevelOfAssurance MinimumLevel { get; init; }

    public string? State { get; init; }

    public string? Nonce { get; init; }

    /// <summary>Key the code is bound to (RFC 9449 §10).</summary>
    public string? DpopThumbprint { get; init; }

    /// <summary>Null when the request is for log-in alone.</summary>
    public JsonElement? AuthorizationDetails { get; init; }

    public bool MustNotInteract { get; init; }

    public bool MustLogIn { get; init; }

    public TimeSpan? MaxAge { get; init; }

    /// <summary>Subject of a valid <c>id_token_hint</c>: whoever else is logged in is not meant.</summary>
    public string? ExpectedSubject { get; init; }

    public IReadOnlyList<string> UiLocales { get; init; } = [];
}
