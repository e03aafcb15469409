// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;

namespace OnceOnly.Evidence.Providers;

/// <summary>What came of asking.</summary>
public abstract record ProviderAnswer
{
    private ProviderAnswer()
    {
    }

    /// <summary>All documents are in the sink and are about the person asked for.</summary>
    /// <param name="NeedsPreview">Nobody has seen them, and the provider was told that somebody would, whatever the offer says.</param>
    public sealed record Provided(bool NeedsPreview = false) : ProviderAnswer;

    /// <summary>
    /// The citizen previews at the provider. Asked again once the citizen has left for there, the provider answers with
    /// what they accepted.
    /// </summary>
    /// <param name="Location">Where, as the provider gave it. The adapter has made sure that it is the provider's.</param>
    /// <param name="Until">Until when the citizen must have left.</param>
    public sealed record PreviewElsewhere(Uri Location, DateTimeOffset Until) : ProviderAnswer;

    /// <summary>The citizen declined everything at the provider's preview.</summary>
    public sealed record Declined : ProviderAnswer;

    /// <summary>The provider has it later.</summary>
    /// <param name="Until">Ask again at or after this time.</param>
    public sealed record Deferred(DateTimeOffset Until) : ProviderAnswer;

    /// <summary>There is no evidence, and this is why.</summary>
    public sealed record Failed(EvidenceError Error) : ProviderAnswer;
}
