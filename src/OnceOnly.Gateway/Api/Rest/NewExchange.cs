// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>Asks for one evidence of the explicit request.</summary>
/// <param name="EvidenceType">One of the explicit request's evidence types; at most 200 characters.</param>
public sealed record NewExchange(string EvidenceType)
{
    /// <summary>Needed when several providers of the explicit request offer the evidence type.</summary>
    public string? Provider { get; init; }

    /// <summary>Where the browser returns after an interaction: an address registered for the client.</summary>
    public string? ReturnUri { get; init; }

    /// <summary>Opaque; comes back as state with the browser. At most 512 characters.</summary>
    public string? State { get; init; }
}
