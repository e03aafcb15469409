// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Receiving;

/// <summary>
/// How many bytes of messages are held at once. A body holds what has come of it. The room of one largest message is kept for those
/// that can be completed within it, which then have it to their end: so some body always can be, and none waits for another that waits.
/// </summary>
internal sealed class MemoryBudget(long total, long largest)
{
    /// <summary>How often the first in the queue is passed by those for whom there is room.</summary>
    private const int MostPassings = 64;

    private readonly Lock gate = new();
    private readonly LinkedList<Waiter> queue = new();
    private readonly long kept = Math.Min(total, largest);
    private long free = total;

    /// <param name="claim">What the body may come to hold.</param>
    public Share Open(long claim) => new(this, Math.Min(claim, kept));

    private async Task HoldAsync(Share share, long bytes, CancellationToken cancellationToken)
    {
        LinkedListNode<Waiter> node;
        lock (gate)
        {
            if (Math.Min(bytes, share.Claim) <= share.Held || (MayPass() && TryGrant(share, bytes)))
            {
                return;
            }

            node = queue.AddLast(new Waiter(share, bytes));
        }

        await using var registration = cancellationToken.Register(() => Leave(node, cancellationToken)).ConfigureAwait(false);
        await node.Value.Turn.Task.ConfigureAwait(false);
    }

    private bool TryGrant(Share share, long bytes)
    {
        var step = Math.Min(bytes, share.Claim) - share.Held;
        var rest = share.Claim - share.Held;
        var granted = free - step >= kept ? step : rest <= free ? rest : -1;
        if (granted < 0)
        {
            return false;
        }

        free -= granted;
        share.Held += granted;
        if (queue.First is { } first && first.Value.Share != share)
        {
            first.Value.Passings++;
        }

        return true;
    }

    private bool MayPass() => queue.First is not { } first || first.Value.Passings < MostPassings;

    private void Leave(LinkedListNode<Waiter> node, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (node.List is null)
            {
                return;
            }

            queue.Remove(node);
            Serve();
        }

        node.Value.Turn.TrySetCanceled(cancellationToken);
    }

    private void Return(long bytes)
    {
        lock (gate)
        {
            free += bytes;
            Serve();
        }
    }

    private void Serve()
    {
        for (var node = queue.First; node is not null && (node == queue.First || MayPass());)
        {
            var next = node.Next;
            if (TryGrant(node.Value.Share, node.Value.Bytes))
            {
                queue.Remove(node);
                node.Value.Turn.TrySetResult();
            }

            node = next;
        }
    }

    /// <summary>What one body holds.</summary>
    public sealed class Share(MemoryBudget budget, long claim) : IDisposable
    {
        private bool isReturned;

        public long Claim { get; } = claim;

        public long Held { get; set; }

        /// <summary>Waits until it may hold so many bytes in all.</summary>
        public Task HoldAsync(long bytes, CancellationToken cancellationToken) => budget.HoldAsync(this, bytes, cancellationToken);

        public void Dispose()
        {
            if (!isReturned)
            {
                isReturned = true;
                budget.Return(Held);
            }
        }
    }

    private sealed record Waiter(Share Share, long Bytes)
    {
        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Passings { get; set; }
    }
}
