// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.EDelivery;

/// <summary>What the log says of an exception: what failed and where. Its message might quote what was in a message of a citizen.</summary>
internal static class Cause
{
    public static string Of(Exception problem) => $"{string.Join(" < ", TypesOf(problem))} {Innermost(problem).StackTrace}";

    private static IEnumerable<string> TypesOf(Exception problem) =>
        Inner(problem).SelectMany(TypesOf).Prepend(problem.GetType().Name);

    private static Exception Innermost(Exception problem) => Inner(problem).FirstOrDefault() is { } first ? Innermost(first) : problem;

    private static IEnumerable<Exception> Inner(Exception problem)
    {
        foreach (var inner in (problem as AggregateException)?.InnerExceptions ?? Enumerable.Repeat(problem.InnerException, 1).OfType<Exception>())
        {
            yield return inner;
        }
    }
}
