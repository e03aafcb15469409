// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.XmlSecurity.Streaming;

/// <summary>How big a streamed document may be.</summary>
/// <param name="MaxCharacters">Of the whole document.</param>
/// <param name="MaxDepth">Nesting of elements.</param>
/// <param name="MaxElementBytes">Of each element that is kept.</param>
/// <param name="MaxElements">How many may be kept.</param>
public sealed record StreamLimits(long MaxCharacters, int MaxDepth, int MaxElementBytes, int MaxElements)
{
    /// <summary>A metadata aggregate: 512 million characters, of which one entity of 1 MiB is looked for.</summary>
    public static StreamLimits Aggregate { get; } = new(512L * 1024 * 1024, 40, 1024 * 1024, 2);
}
