// SPDX-License-Identifier: EUPL-1.2

using System.ComponentModel.DataAnnotations;

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>Asks for one evidence of the explicit request.</summary>
/// <param name="EvidenceType">One of the explicit request's evidence types.</param>
public sealed record NewExchange([property: MaxLength(RequestRules.LongestIdentifier)] string EvidenceType)
{
    /// <summary>Needed when several providers of the explicit request offer the evidence type.</summary>
    [MaxLength(RequestRules.LongestIdentifier)]
    public string? Provider { get; init; }

    /// <summary>Where the browser returns after an interaction: an address registered for the client.</summary>
    [MaxLength(RequestRules.LongestUri)]
    public string? ReturnUri { get; init; }

    /// <summary>Opaque; comes back as state with the browser.</summary>
    [MaxLength(RequestRules.LongestState)]
    public string? State { get; init; }
}
