// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Configuration;

/// <summary>How one evidence type is got from one registry.</summary>
internal sealed class EvidenceOptions
{
    public LookupOptions? Lookup { get; init; }

    /// <summary>In the order in which they are delivered.</summary>
    public List<DocumentOptions> Documents { get; init; } = [];

    /// <summary>Whether the citizen sees it before it is delivered.</summary>
    public bool Preview { get; init; } = true;

    /// <summary>The law that lets it be delivered unseen; needed when there is no preview.</summary>
    public string? PreviewWaivedBy { get; init; }

    public ReuseOptions Reuse { get; init; } = new();

    /// <summary>How the registry says that it has the evidence later; absent when it never does.</summary>
    public DeferralOptions? Deferral { get; init; }
}
