// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;

namespace OnceOnly.Registries.Configuration;

internal sealed class ReuseOptions
{
    public ReusePolicy Policy { get; init; } = ReusePolicy.Exchange;

    public TimeSpan? MaximumAge { get; init; }

    public string? LegalBasis { get; init; }

    /// <summary>Tenants that the legal basis lets be served from another's copy.</summary>
    public List<string> Tenants { get; init; } = [];
}
