// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Cli;

/// <summary>One entry of the command table.</summary>
/// <param name="Name">The words that select it, for example <c>saml validate</c>.</param>
/// <param name="Synopsis">Its operands and options, as shown in the usage.</param>
/// <param name="Purpose">One sentence.</param>
/// <param name="Run">Does it and returns the exit code.</param>
internal sealed record Command(string Name, string Synopsis, string Purpose, Func<Invocation, Task<int>> Run)
{
    /// <summary>Names of options that take a value (<c>--key</c>); each may be repeated where the command reads them all.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Names of options without a value.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    private string[] NameWords { get; } = Name.Split(' ');

    public int NameLength => NameWords.Length;

    public bool IsNamedBy(IReadOnlyList<string> words) =>
        words.Take(NameLength).SequenceEqual(NameWords, StringComparer.Ordinal);
}
