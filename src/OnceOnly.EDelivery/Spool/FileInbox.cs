// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using OnceOnly.EDelivery.Mime;
using OnceOnly.EDelivery.Receiving;

namespace OnceOnly.EDelivery.Spool;

/// <summary>Incoming messages as files of one folder, for one process.</summary>
public sealed class FileInbox : IInbox, IDisposable
{
    private static readonly Task<bool> OnDisk = Task.FromResult(true);

    private readonly SpoolFolder folder;

    /// <summary>Every identifier known.</summary>
    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    private FileInbox(SpoolFolder folder) => this.folder = folder;

    /// <exception cref="IOException">Another process uses the folder.</exception>
    public static async Task<FileInbox> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var inbox = new FileInbox(SpoolFolder.Open(path));
        try
        {
            foreach (var file in inbox.folder.Messages())
            {
                var message = await SpoolFolder.ReadFactsAsync<IncomingMessage>(file, cancellationToken).ConfigureAwait(false);
                inbox.known[NameOf(message)] = new Known(message, DateTimeOffset.MinValue, OnDisk);
            }

            foreach (var file in inbox.folder.Outcomes())
            {
                var name = Path.GetFileNameWithoutExtension(file);
                var message = await SpoolFile.ReadJsonAsync<IncomingMessage>(file, cancellationToken).ConfigureAwait(false);
                inbox.known[name] = new Known(message!, Turn: null, OnDisk);
                File.Delete(inbox.folder.Message(name));
            }

            return inbox;
        }
        catch
        {
            inbox.Dispose();
            throw;
        }
    }

    public async Task<IStagedMessage> StageAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken) =>
        new Staged(this, await SpoolFile.StageAsync(folder.Temporary(), new WireMessage(string.Empty, [octets]), cancellationToken).ConfigureAwait(false));

    public Task<IReadOnlyList<IncomingMessage>> TakePendingAsync(DateTimeOffset now, TimeSpan hold, int atMost, CancellationToken cancellationToken)
    {
        var taken = new List<IncomingMessage>();
        foreach (var (name, entry) in known)
        {
            if (taken.Count == atMost)
            {
                break;
            }

            if (entry.Turn <= now && known.TryUpdate(name, entry with { Turn = now + hold }, entry))
            {
                taken.Add(entry.Message);
            }
        }

        return Task.FromResult<IReadOnlyList<IncomingMessage>>(taken);
    }

    public Task HoldAsync(IncomingMessage message, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var name = NameOf(message);
        if (known.TryGetValue(name, out var entry) && entry.Turn is not null)
        {
            known.TryUpdate(name, entry with { Turn = until }, entry);
        }

        return Task.CompletedTask;
    }

    public async Task<byte[]> ReadAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        await using var stream = await folder.OpenReadAsync(NameOf(message), cancellationToken).ConfigureAwait(false);
        var octets = new byte[stream.Length];
        await stream.ReadExactlyAsync(octets, cancellationToken).ConfigureAwait(false);
        return octets;
    }

    public async Task CompleteAsync(IncomingMessage message, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var name = NameOf(message);
        await SpoolFile.WriteJsonAsync(folder.Outcome(name), message, cancellationToken).ConfigureAwait(false);
        known[name] = new Known(message, Turn: null, OnDisk);
        File.Delete(folder.Message(name));
    }

    public Task ReleaseAsync(IncomingMessage message, DateTimeOffset next, CancellationToken cancellationToken) => HoldAsync(message, next, cancellationToken);

    public Task<DateTimeOffset?> FindOldestAsync(CancellationToken cancellationToken)
    {
        var waiting = known.Values.Where(entry => entry.Turn is not null).Select(entry => entry.Message.ReceivedAt).ToList();
        return Task.FromResult<DateTimeOffset?>(waiting.Count == 0 ? null : waiting.Min());
    }

    public async Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        foreach (var file in folder.Outcomes())
        {
            var message = await SpoolFile.ReadJsonAsync<IncomingMessage>(file, cancellationToken).ConfigureAwait(false);
            if (message?.ReceivedAt < before)
            {
                known.TryRemove(NameOf(message), out _);
                File.Delete(file);
            }
        }
    }

    public void Dispose() => folder.Dispose();

    private static string NameOf(IncomingMessage message) => SpoolFile.NameOf(message.From.Type, message.From.Value, message.MessageId);

    /// <param name="Message">What is known of it.</param>
    /// <param name="Turn">When somebody may deliver it; null once it is delivered.</param>
    /// <param name="Stored">Whether it came to be on disk.</param>
    private sealed record Known(IncomingMessage Message, DateTimeOffset? Turn, Task<bool> Stored);

    private sealed class Staged(FileInbox inbox, FileStream file) : IStagedMessage
    {
        public async Task<Commitment> CommitAsync(IncomingMessage message, DateTimeOffset heldUntil, CancellationToken cancellationToken)
        {
            var name = NameOf(message);
            var stored = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            while (!inbox.known.TryAdd(name, new Known(message, heldUntil, stored.Task)))
            {
                // A repetition is acknowledged, so the first must be on disk; where that fails, this one takes its place.
                if (inbox.known.TryGetValue(name, out var first) && await first.Stored.WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    return first.Message.Fingerprint == message.Fingerprint ? Commitment.Repeated : Commitment.Conflicting;
                }
            }

            try
            {
                await inbox.folder.CommitAsync(file, message, name, cancellationToken).ConfigureAwait(false);
                stored.SetResult(true);
                return Commitment.Stored;
            }
            catch
            {
                inbox.known.TryRemove(name, out _);
                stored.SetResult(false);
                throw;
            }
        }

        public async ValueTask DisposeAsync()
        {
            await file.DisposeAsync().ConfigureAwait(false);
            File.Delete(file.Name);
        }
    }
}
