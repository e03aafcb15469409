// SPDX-License-Identifier: EUPL-1.2

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Ends the call's token when the client's patience does.</summary>
internal sealed class CallDeadline : IDisposable
{
    /// <summary>Longer than any timer: as good as no deadline.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancellation;
    private readonly ITimer _timer;

    public CallDeadline(TimeSpan timeout, TimeProvider time, CancellationToken aborted)
    {
        At = time.GetUtcNow().UtcDateTime + timeout;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        _timer = time.CreateTimer(static state => ((CallDeadline)state!).Pass(), this, timeout, Timeout.InfiniteTimeSpan);
    }

    public DateTime At { get; }

    public bool HasPassed => _passed.Task.IsCompleted;

    public CancellationToken Token => _cancellation.Token;

    /// <summary>True when the deadline came first.</summary>
    public async Task<bool> PassesBefore(Task call) => await Task.WhenAny(call, _passed.Task) != call;

    public void Dispose()
    {
        _timer.Dispose();
        _cancellation.Dispose();
    }

    private void Pass()
    {
        _passed.TrySetResult();

        try
        {
            // Callbacks belong to the service: what they throw must not reach the timer's thread.
            _ = _cancellation.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The call ended at the same moment.
        }
    }
}
