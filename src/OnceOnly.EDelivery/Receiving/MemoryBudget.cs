// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Receiving;

/// <summary>How many bytes of messages are held at once. Who would exceed it waits, first come, first served.</summary>
internal sealed class MemoryBudget(long total)
{
    private readonly Lock gate = new();
    private readonly LinkedList<(long Bytes, TaskCompletionSource Turn)> queue = new();
    private readonly long all = total;
    private long free = total;

    public async Task<IDisposable> TakeAsync(long wanted, CancellationToken cancellationToken)
    {
        var share = Math.Min(wanted, all);
        LinkedListNode<(long, TaskCompletionSource Turn)>? node = null;
        lock (gate)
        {
            if (queue.Count == 0 && free >= share)
            {
                free -= share;
            }
            else
            {
                node = queue.AddLast((share, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
            }
        }

        if (node is not null)
        {
            await using var registration = cancellationToken.Register(() => Leave(node, cancellationToken)).ConfigureAwait(false);
            await node.Value.Turn.Task.ConfigureAwait(false);
        }

        return new Share(this, share);
    }

    private void Leave(LinkedListNode<(long, TaskCompletionSource Turn)> node, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (node.List is null)
            {
                return;
            }

            queue.Remove(node);
        }

        node.Value.Turn.TrySetCanceled(cancellationToken);
        Return(0);
    }

    private void Return(long share)
    {
        lock (gate)
        {
            free += share;
            while (queue.First is { } first && free >= first.Value.Bytes)
            {
                free -= first.Value.Bytes;
                queue.RemoveFirst();
                first.Value.Turn.TrySetResult();
            }
        }
    }

    private sealed class Share(MemoryBudget budget, long bytes) : IDisposable
    {
        private int isReturned;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isReturned, 1) == 0)
            {
                budget.Return(bytes);
            }
        }
    }
}
