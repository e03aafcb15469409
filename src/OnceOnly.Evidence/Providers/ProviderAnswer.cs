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
    public sealed record Provided : ProviderAnswer;

    /// <summary>The provider has it later.</summary>
    /// <param name="Until">Ask again at or after this time.</param>
    public sealed record Deferred(DateTimeOffset Until) : ProviderAnswer;

    /// <summary>There is no evidence, and this is why.</summary>
    public sealed record Failed(EvidenceError Error) : ProviderAnswer;
}
