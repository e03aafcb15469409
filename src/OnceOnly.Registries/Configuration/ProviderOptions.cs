// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Configuration;

/// <summary>One registry: who it is, how it is reached, and which evidence it issues.</summary>
internal sealed class ProviderOptions
{
    /// <summary>By language; English must be there.</summary>
    public Dictionary<string, string> Names { get; init; } = [];

    /// <summary>Country of the registry (Greece is <c>EL</c>); only identifiers issued there are national ones to it.</summary>
    public string? Country { get; init; }

    /// <summary>Where paths start. https, except on this machine.</summary>
    public string? BaseAddress { get; init; }

    public CredentialsOptions Credentials { get; init; } = new();

    public TimeoutOptions Timeouts { get; init; } = new();

    public RetryOptions Retry { get; init; } = new();

    public BreakerOptions Breaker { get; init; } = new();

    /// <summary>Largest document that is streamed, in bytes. Structured documents are read whole and held to 4 MB.</summary>
    public long MaximumDocumentBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>PEM file of the authorities that may have issued the registry's server certificate, instead of the machine's.</summary>
    public string? TrustedAuthoritiesFile { get; init; }

    /// <summary>By identifier of the evidence type.</summary>
    public Dictionary<string, EvidenceOptions> Evidence { get; init; } = [];
}
