// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Cli;

/// <summary>What a command gets to work with.</summary>
internal sealed record Invocation(
    Arguments Arguments,
    TextWriter Output,
    TextWriter Error,
    TimeProvider Time,
    CancellationToken CancellationToken);
