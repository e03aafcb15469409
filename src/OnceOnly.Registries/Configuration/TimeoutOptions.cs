// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Configuration;

internal sealed class TimeoutOptions
{
    /// <summary>One try up to its answer, and the longest silence while a document streams.</summary>
    public TimeSpan Try { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Everything one question needs: all calls, their repetitions, all documents.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(60);
}
