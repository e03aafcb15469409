// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Exchanges;

/// <summary>Wakes those who wait for an exchange to change. What other instances do is seen by looking again now and then.</summary>
internal sealed class ExchangeChanges(TimeProvider clock)
{
    /// <summary>How often a waiter looks even if nothing was announced.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Subscription>> _subscriptions = new(StringComparer.Ordinal);

    public Subscription Subscribe(string exchangeId)
    {
        var subscription = new Subscription(this, exchangeId);
        lock (_lock)
        {
            if (!_subscriptions.TryGetValue(exchangeId, out var list))
            {
                _subscriptions.Add(exchangeId, list = []);
            }

            list.Add(subscription);
        }

        return subscription;
    }

    public void Announce(string exchangeId)
    {
        lock (_lock)
        {
            if (_subscriptions.TryGetValue(exchangeId, out var list))
            {
                list.ForEach(subscription => subscription.Wake());
            }
        }
    }

    private void Remove(string exchangeId, Subscription subscription)
    {
        lock (_lock)
        {
            if (_subscriptions.TryGetValue(exchangeId, out var list) && list.Remove(subscription) && list.Count == 0)
            {
                _subscriptions.Remove(exchangeId);
            }
        }
    }

    internal sealed class Subscription(ExchangeChanges changes, string exchangeId) : IDisposable
    {
        private TaskCompletionSource _signal = New();

        /// <summary>Completes at a change since the last call, or after the time given.</summary>
        public async Task NextAsync(TimeSpan atMost, CancellationToken cancellationToken)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(_signal.Task, Task.Delay(atMost, changes.Clock, over.Token));
            await over.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            if (_signal.Task.IsCompleted)
            {
                Interlocked.Exchange(ref _signal, New());
            }
        }

        public void Wake() => Volatile.Read(ref _signal).TrySetResult();

        public void Dispose() => changes.Remove(exchangeId, this);

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private TimeProvider Clock => clock;
}
