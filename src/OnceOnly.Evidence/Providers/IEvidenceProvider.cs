// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Providers;

/// <summary>Port: asks a provider for one evidence. One adapter a kind of access service (domestic HTTP, OOTS, …).</summary>
public interface IEvidenceProvider
{
    /// <summary>Whether this adapter reaches the provider.</summary>
    bool Reaches(string provider);

    /// <summary>
    /// Asks once. The adapter matches the person, makes sure that the evidence is about them, and writes the documents
    /// to the sink as they arrive. It repeats a request only as <see cref="ProviderQuestion.MayRepeatAsync"/> allows. It
    /// never throws for what a registry or network does; what it wrote before a failure is thrown away by the caller.
    /// </summary>
    Task<ProviderAnswer> AskAsync(ProviderQuestion question, IDocumentSink sink, CancellationToken cancellationToken);

    /// <summary>The longest an ask may take where the adapter keeps time limits of its own; null for <see cref="EvidenceOptions.AskTimeout"/>.</summary>
    TimeSpan? Patience => null;

    /// <summary>
    /// Whether an ask that was begun goes on without sending anything: its request is on its way, or its answer waits. An
    /// instance that takes over from a dead one then only waits in its place.
    /// </summary>
    ValueTask<bool> IsUnderWayAsync(string exchangeId, int attempt, CancellationToken cancellationToken) => new(false);

    /// <summary>The address at which the citizen's browser begins its journey.</summary>
    ValueTask<Uri> DepartureAsync(string exchangeId, PreviewJourney journey, CancellationToken cancellationToken) => new(journey.Location);
}
