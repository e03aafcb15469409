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
}
