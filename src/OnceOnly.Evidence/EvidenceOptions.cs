// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence;

/// <summary>How the broker waits, limits and expires (<c>Evidence</c>).</summary>
public sealed class EvidenceOptions
{
    /// <summary>How long <c>RequestAsync</c> waits for a quick answer before it returns what there is.</summary>
    public TimeSpan QuickAnswer { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long one ask of a provider may take altogether.</summary>
    public TimeSpan AskTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>How many providers may be asked at the same time; more are refused as overloaded.</summary>
    public int ConcurrentAsks { get; set; } = 512;

    /// <summary>How many answers from other Member States may be awaited at the same time; more are refused as overloaded.</summary>
    public int ConcurrentWaits { get; set; } = 4096;

    /// <summary>How long to wait, where the provider does not say, before a failed ask may be repeated.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an explicit request stays open at most.</summary>
    public TimeSpan ExplicitRequestLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long the citizen's decision at preview is awaited.</summary>
    public TimeSpan PreviewLifetime { get; set; } = TimeSpan.FromMinutes(55);

    /// <summary>How long an interaction link can be opened.</summary>
    public TimeSpan InteractionLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Largest evidence, all documents together, in bytes.</summary>
    public long LargestEvidence { get; set; } = 256L * 1024 * 1024;

    /// <summary>Most documents in one evidence.</summary>
    public int MostDocuments { get; set; } = 100;

    /// <summary>How long an instance is believed to be alive without a sign of life. It shows one three times as often.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Months, besides the current one, for which personal fields of the ledger can be read.</summary>
    public int LogMonths { get; set; } = 12;

    /// <summary>First line of the ledger's checkpoints: names this ledger among all.</summary>
    public string LedgerOrigin { get; set; } = "onceonly-gateway/ledger";
}
