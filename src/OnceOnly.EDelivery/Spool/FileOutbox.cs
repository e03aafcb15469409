// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Mime;
using OnceOnly.EDelivery.Sending;

namespace OnceOnly.EDelivery.Spool;

/// <summary>Outgoing messages as files of one folder, for one process.</summary>
/// <remarks>
/// Stored means: on disk, under its final name, and so is its name in the folder. Outcomes and pauses are not forced to the
/// disk: when the machine dies, a message is sent once more, and the recipient knows it by its identifier.
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
        if (await folder.TryAddAsync(SpoolFile.NameOf(message.MessageId), wire, message, cancellationToken).ConfigureAwait(false))
        {
            waiting[message.MessageId] = (message, DateTimeOffset.MinValue);
        }
    }

    public Task<bool> HasAsync(string messageId, CancellationToken cancellationToken)
    {
        var name = SpoolFile.NameOf(messageId);
        return Task.FromResult(File.Exists(folder.Message(name)) || File.Exists(folder.Outcome(name)));
    }

    public Task<IReadOnlyList<OutgoingMessage>> TakeDueAsync(
        DateTimeOffset now, TimeSpan lease, int atMost, IReadOnlyCollection<PartyId> except, CancellationToken cancellationToken)
    {
        var taken = new List<OutgoingMessage>();
        foreach (var (id, entry) in waiting)
        {
            if (taken.Count == atMost)
            {
                break;
            }

            if (entry.Next <= now && !except.Contains(entry.Message.Recipient) && waiting.TryUpdate(id, (entry.Message, now + lease), entry))
            {
                taken.Add(entry.Message);
            }
        }

        return Task.FromResult<IReadOnlyList<OutgoingMessage>>(taken);
    }

    public Task HoldAsync(string messageId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (waiting.TryGetValue(messageId, out var entry))
        {
            waiting.TryUpdate(messageId, (entry.Message, until), entry);
        }

        return Task.CompletedTask;
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

    public Task<DateTimeOffset?> FindOldestAsync(CancellationToken cancellationToken) =>
        Task.FromResult<DateTimeOffset?>(waiting.IsEmpty ? null : waiting.Values.Min(entry => entry.Message.CreatedAt));

    public async Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        foreach (var file in folder.Outcomes())
        {
            var outcome = await SpoolFile.ReadJsonAsync<SendOutcome>(file, cancellationToken).ConfigureAwait(false);
            if (outcome?.At < before)
            {
                File.Delete(file);
            }
        }
    }

    public void Dispose() => folder.Dispose();
}
