// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Responses;

/// <summary>Collects the rules a response breaks.</summary>
internal sealed class Findings
{
    private readonly List<RuleFailure> failures = [];

    public bool None => failures.Count == 0;

    /// <summary>Whether earlier nothing would have been found.</summary>
    public bool OnlyLateness => !None && failures.TrueForAll(failure => failure.IsLateness);

    /// <summary>See <see cref="RefusedResponse.ClockOffset"/>.</summary>
    public TimeSpan? ClockOffset { get; set; }

    /// <summary>How long ago the Response was made, once that is signed.</summary>
    public TimeSpan? Age { get; set; }

    public RefusedResponse Refuse() => new(failures) { ClockOffset = ClockOffset, Delay = OnlyLateness ? Age : null };

    private bool Has(ResponseRule rule) => failures.Exists(known => known.Rule == rule);

    public RefusedResponse Refuse(ResponseRule rule, string? detail = null)
    {
        Require(false, rule, detail);
        return Refuse();
    }

    /// <summary>Notes the rule when it is not kept, and answers whether it is.</summary>
    public bool Require(bool isKept, ResponseRule rule, string? detail = null, bool isLateness = false)
    {
        if (!isKept && !Has(rule))
        {
            failures.Add(new RuleFailure(rule, detail, isLateness));
        }

        return isKept;
    }

    /// <summary>Requires a value that is ours to know; the detail tells what came instead.</summary>
    public void RequireSame(string? actual, string expected, ResponseRule rule) =>
        Require(
            string.Equals(actual, expected, StringComparison.Ordinal),
            rule,
            actual is null ? "It is missing." : $"It is '{Shorten(actual)}', not '{expected}'.");

    private static string Shorten(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
