// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;

namespace OnceOnly.Eidas.Assurance;

/// <summary>Which levels of assurance a request accepts: samlp:RequestedAuthnContext under the eIDAS rules.</summary>
public sealed class AuthnContextDemand
{
    private const string MinimumComparison = "minimum";
    private const string ExactComparison = "exact";

    private readonly AssuranceLevel minimum;

    private AuthnContextDemand(AssuranceLevel minimum, string comparison, IReadOnlyList<string> classRefs)
    {
        this.minimum = minimum;
        Comparison = comparison;
        ClassRefs = classRefs;
    }

    /// <summary><c>minimum</c> or <c>exact</c>.</summary>
    public string Comparison { get; }

    /// <summary>Level URIs that are named.</summary>
    public IReadOnlyList<string> ClassRefs { get; }

    /// <summary>A notified eID of this level or higher.</summary>
    public static AuthnContextDemand Minimum(AssuranceLevel level) =>
        new(level, MinimumComparison, [AssuranceLevelUri.Of(level)]);

    /// <summary>
    /// One of the named levels. Only for demands that include non-notified eIDs; a notified level that is named brings
    /// all higher notified ones with it.
    /// </summary>
    /// <exception cref="ArgumentException">The list breaks the eIDAS rules.</exception>
    public static AuthnContextDemand Exact(IReadOnlyList<string> classRefs)
    {
        ArgumentNullException.ThrowIfNull(classRefs);
        return TryCreate(ExactComparison, classRefs, out var demand, out var problem)
            ? demand
            : throw new ArgumentException(problem, nameof(classRefs));
    }

    /// <summary>The same, but for no notified eID below this level where a minimum is asked for.</summary>
    public AuthnContextDemand AtLeast(AssuranceLevel level) =>
        Comparison == MinimumComparison && minimum < level ? Minimum(level) : this;

    /// <summary>Whether an answer with this AuthnContextClassRef fulfils the demand.</summary>
    public bool IsSatisfiedBy(string classRef)
    {
        ArgumentNullException.ThrowIfNull(classRef);
        return Comparison == MinimumComparison
            ? AssuranceLevelUri.TryParse(classRef, out var level) && level >= minimum
            : ClassRefs.Any(named => AssuranceLevelUri.Normalize(named) == AssuranceLevelUri.Normalize(classRef));
    }

    internal static bool TryCreate(
        string? comparison,
        IReadOnlyList<string> classRefs,
        [NotNullWhen(true)] out AuthnContextDemand? demand,
        [NotNullWhen(false)] out string? problem)
    {
        demand = null;
        problem = comparison switch
        {
            MinimumComparison => ProblemOfMinimum(classRefs),
            // SAML: a missing Comparison means exact.
            ExactComparison or null => ProblemOfExact(classRefs),
            _ => "Comparison must be minimum or exact.",
        };
        if (problem is not null)
        {
            return false;
        }

        demand = new AuthnContextDemand(LevelOf(classRefs[0]), comparison ?? ExactComparison, classRefs);
        return true;
    }

    private static string? ProblemOfMinimum(IReadOnlyList<string> classRefs) =>
        classRefs.Count == 1 && AssuranceLevelUri.TryParse(classRefs[0], out _)
            ? null
            : "Comparison minimum takes exactly one notified level.";

    private static string? ProblemOfExact(IReadOnlyList<string> classRefs)
    {
        if (classRefs.Distinct(StringComparer.Ordinal).Count() != classRefs.Count)
        {
            return "A level is named twice.";
        }

        if (!classRefs.Any(AssuranceLevelUri.IsNonNotified))
        {
            return "Comparison exact needs at least one non-notified level; use minimum for notified ones.";
        }

        var notified = classRefs.Where(uri => AssuranceLevelUri.TryParse(uri, out _)).ToList();
        if (notified.Count + classRefs.Count(AssuranceLevelUri.IsNonNotified) != classRefs.Count)
        {
            return "A level is not an eIDAS level of assurance.";
        }

        var lowest = notified.Count == 0 ? AssuranceLevel.High + 1 : notified.Min(LevelOf);
        return notified.Count == AssuranceLevel.High - lowest + 1
            ? null
            : "A notified level must be named together with all higher ones.";
    }

    private static AssuranceLevel LevelOf(string uri) =>
        AssuranceLevelUri.TryParse(uri, out var level) ? level : default;
}
