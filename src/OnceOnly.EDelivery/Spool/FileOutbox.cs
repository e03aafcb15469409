// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using OnceOnly.EDelivery.Mime;
using OnceOnly.EDelivery.Sending;

namespace OnceOnly.EDelivery.Spool;

/// <summary>Outgoing messages as files of one folder, for one process.</summary>
/// <remarks>
/// Stored means: on disk, under its final name. Outcomes and pauses are not forced to the disk: when the machine dies, a
/// message is sent once more, and the recipient knows it by its identifier.
/// </remarks>
public sealed class FileOutbox : IOutbox, IDisposable
{
    private readonly SpoolFolder folder;
    private readonly ConcurrentDictionary<string, (OutgoingMessage Message, DateTimeOffset Next)> waiting = new(StringComparer.Ordinal);

    private FileOutbox(SpoolFolder folder) => this.folder = folder;

    /// <summary>Opens the folder; what was waiting when the process before ended is due at once.</summary>
    /// <exception cref="IOException">Another process uses it.</exception>
    public static async Task<FileOutbox> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var outbox = new FileOutbox(SpoolFolder.Open(path));
        try
        {
            foreach (var file in outbox.folder.Messages())
            {
                var message = await SpoolFolder.ReadFactsAsync<OutgoingMessage>(file, cancellationToken).ConfigureAwait(false);
                if (File.Exists(outbox.folder.Outcome(SpoolFile.NameOf(message.MessageId))))
                {
                    File.Delete(file);
                    continue;
                }

                outbox.waiting[message.MessageId] = (message, DateTimeOffset.MinValue);
            }

            return outbox;
        }
        catch
        {
            outbox.Dispose();
            throw;
        }
    }

    public async Task AddAsync(OutgoingMessage message, WireMessage wire, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(wire);
        await folder.AddAsync(SpoolFile.NameOf(message.MessageId), wire, message, cancellationToken).ConfigureAwait(false);
        waiting[message.MessageId] = (message, DateTimeOffset.MinValue);
    }

    public Task<IReadOnlyList<OutgoingMessage>> TakeDueAsync(DateTimeOffset now, TimeSpan lease, int atMost, CancellationToken cancellationToken)
    {
        var taken = new List<OutgoingMessage>();
        foreach (var (id, entry) in waiting)
        {
            if (taken.Count == atMost)
            {
                break;
            }

            if (entry.Next <= now && waiting.TryUpdate(id, (entry.Message, now + lease), entry))
            {
                taken.Add(entry.Message);
            }
        }

        return Task.FromResult<IReadOnlyList<OutgoingMessage>>(taken);
    }

    public async Task<Stream> OpenReadAsync(string messageId, CancellationToken cancellationToken) =>
        await folder.OpenReadAsync(SpoolFile.NameOf(messageId), cancellationToken).ConfigureAwait(false);

    public Task RescheduleAsync(string messageId, DateTimeOffset next, CancellationToken cancellationToken)
    {
        if (waiting.TryGetValue(messageId, out var entry))
        {
            waiting[messageId] = (entry.Message with { Attempts = entry.Message.Attempts + 1 }, next);
        }

        return Task.CompletedTask;
    }

    public async Task CloseAsync(string messageId, SendOutcome outcome, CancellationToken cancellationToken)
    {
        var name = SpoolFile.NameOf(messageId);
        await SpoolFile.WriteJsonAsync(folder.Outcome(name), outcome, cancellationToken).ConfigureAwait(false);
        waiting.TryRemove(messageId, out _);
        File.Delete(folder.Message(name));
    }

    public Task<SendOutcome?> FindOutcomeAsync(string messageId, CancellationToken cancellationToken) =>
        SpoolFile.ReadJsonAsync<SendOutcome>(folder.Outcome(SpoolFile.NameOf(messageId)), cancellationToken);

    public void Dispose() => folder.Dispose();
}
