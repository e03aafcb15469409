// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery;

/// <summary>Keeps a lease for as long as work goes on. Where it cannot be kept, others may begin the same work: everything here bears that.</summary>
internal sealed class Hold : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly Task keeping;

    public Hold(TimeSpan lease, Func<DateTimeOffset, Task> extend, TimeProvider time) => keeping = KeepAsync(lease, extend, time);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync().ConfigureAwait(false);
        await keeping.ConfigureAwait(false);
        end.Dispose();
    }

    private async Task KeepAsync(TimeSpan lease, Func<DateTimeOffset, Task> extend, TimeProvider time)
    {
        try
        {
            while (true)
            {
                await Task.Delay(lease / 3, time, end.Token).ConfigureAwait(false);
                await extend(time.GetUtcNow() + lease).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // Ended, or the store is out of reach.
        }
    }
}
