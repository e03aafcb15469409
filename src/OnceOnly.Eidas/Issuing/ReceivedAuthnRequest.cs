// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Metadata;

namespace OnceOnly.Eidas.Issuing;

/// <summary>A request that a node has checked and may answer.</summary>
public sealed record ReceivedAuthnRequest
{
    public required string Id { get; init; }

    /// <summary>Who asks, and to whose key the answer is encrypted.</summary>
    public required ServiceProviderMetadata ServiceProvider { get; init; }

    /// <summary>Where the answer goes.</summary>
    public required string AssertionConsumerService { get; init; }

    public required AuthnContextDemand Demand { get; init; }

    /// <summary>Attributes asked for that the profile knows.</summary>
    public required IReadOnlyList<RequestedAttribute> Attributes { get; init; }

    public required SpType SpType { get; init; }

    public string? ProviderName { get; init; }

    public string? RequesterId { get; init; }

    public required string NameIdFormat { get; init; }
}
