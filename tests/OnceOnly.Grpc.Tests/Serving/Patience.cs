// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Grpc.Tests.Serving;

/// <summary>Bounded waits.</summary>
public static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task InTime(this Task task) => task.WaitAsync(Limit);

    /// <summary>Waits until something outside this test's reach has come true.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Limit);
        while (!condition())
        {
            await Task.Delay(5, patience.Token);
        }
    }
}
