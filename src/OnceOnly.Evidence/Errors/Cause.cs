// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using System.Net.Sockets;

namespace OnceOnly.Evidence.Errors;

/// <summary>What a log says of an exception: what failed, by type and code, and where. Its message might quote what is personal.</summary>
public static class Cause
{
    public static string Of(Exception problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return $"{string.Join(" < ", NamesOf(problem))} {Innermost(problem).StackTrace}";
    }

    private static IEnumerable<string> NamesOf(Exception problem) => Inner(problem).SelectMany(NamesOf).Prepend(NameOf(problem));

    private static string NameOf(Exception problem) => problem switch
    {
        SocketException socket => $"{problem.GetType().Name} ({socket.SocketErrorCode})",
        DbException { SqlState: { Length: > 0 } state } => $"{problem.GetType().Name} ({state})",
        _ => problem.GetType().Name,
    };

    private static Exception Innermost(Exception problem) => Inner(problem).FirstOrDefault() is { } first ? Innermost(first) : problem;

    private static IEnumerable<Exception> Inner(Exception problem)
    {
        foreach (var inner in (problem as AggregateException)?.InnerExceptions ?? Enumerable.Repeat(problem.InnerException, 1).OfType<Exception>())
        {
            yield return inner;
        }
    }
}
