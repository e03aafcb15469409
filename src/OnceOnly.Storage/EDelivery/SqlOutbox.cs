// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Mime;
using OnceOnly.EDelivery.Sending;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Storage.Evidence;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.EDelivery;

/// <summary>Outgoing messages in SQL, for any number of instances.</summary>
internal sealed class SqlOutbox([FromKeyedServices(DatabaseName.State)] ISqlDatabase database, TimeProvider clock) : IOutbox
{
    private const int ForgetBatch = 500;

    private readonly OctetStore _octets = new(database, clock);
    private readonly EarlierLife _earlier = new(database, clock, "UPDATE as4_outgoing SET due_at = @now WHERE taken_by IS NOT NULL AND due_at > @now");

    public async Task AddAsync(OutgoingMessage message, WireMessage wire, CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO as4_outgoing (message_id, recipient, content_type, signed_parts, created_at, attempts, due_at, octets_id)
            VALUES (@id, @recipient, @type, @parts, @created, 0, @created, @octets) ON CONFLICT (message_id) DO NOTHING
            """;
        var octets = await _octets.WriteAsync(wire.Segments, cancellationToken);
        var insert = SqlStatement.MustHit(Sql)
            .With("@id", message.MessageId)
            .With("@recipient", PartyKey.Of(message.Recipient))
            .With("@type", message.ContentType)
            .With("@parts", JsonSerializer.Serialize(message.SignedParts))
            .With("@created", message.CreatedAt)
            .With("@octets", octets.Id);
        if (!await database.TryAsync([insert, .. octets.Commit], cancellationToken))
        {
            await _octets.GiveUpAsync(octets.Id, cancellationToken);
            if (!await HasAsync(message.MessageId, cancellationToken))
            {
                throw new InvalidOperationException("A message to be sent took too long to store.");
            }
        }
    }

    public async Task<bool> HasAsync(string messageId, CancellationToken cancellationToken) =>
        await database.OneAsync(ById("SELECT 1 FROM as4_outgoing WHERE message_id = @id", messageId), row => row.GetInt32(0), cancellationToken) == 1;

    public async Task<IReadOnlyList<OutgoingMessage>> TakeDueAsync(
        DateTimeOffset now, TimeSpan lease, int atMost, IReadOnlyCollection<PartyId> except, CancellationToken cancellationToken)
    {
        const string Take = """
            UPDATE as4_outgoing SET due_at = @until, taken_by = @token WHERE message_id IN (
                SELECT message_id FROM as4_outgoing WHERE due_at <= @now AND recipient NOT IN ({json texts of @aliases})
                ORDER BY due_at LIMIT @most{lock what is free})
            """;
        const string Taken = "SELECT message_id, recipient, content_type, signed_parts, created_at, attempts FROM as4_outgoing WHERE taken_by = @token AND due_at = @until";
        await _earlier.EndAsync(cancellationToken);

        // Looks before it takes the writer's time: mostly there is nothing.
        var any = new SqlStatement("SELECT 1 FROM as4_outgoing WHERE due_at <= @now LIMIT 1").With("@now", now);
        if (await database.OneAsync(any, row => row.GetInt32(0), cancellationToken) != 1)
        {
            return [];
        }

        var token = Guid.NewGuid().ToString("N");
        var take = Lease(Take).With("@now", now).With("@most", atMost).With("@aliases", JsonSerializer.Serialize(except.Select(PartyKey.Of)));
        return await database.ExecuteAsync(take, cancellationToken) == 0 ? [] : await database.AllAsync(Lease(Taken), Read, cancellationToken);

        SqlStatement Lease(string sql) => new SqlStatement(sql).With("@until", now + lease).With("@token", token);
    }

    public Task HoldAsync(string messageId, DateTimeOffset until, CancellationToken cancellationToken) => database.ExecuteAsync(
        ById("UPDATE as4_outgoing SET due_at = @until WHERE message_id = @id AND taken_by IS NOT NULL AND due_at IS NOT NULL", messageId).With("@until", until),
        cancellationToken);

    public async Task<Stream> OpenReadAsync(string messageId, CancellationToken cancellationToken) =>
        await database.OneAsync(ById("SELECT octets_id FROM as4_outgoing WHERE message_id = @id", messageId), row => row.Text(0), cancellationToken) is { } octets
            && await _octets.OpenReadAsync(octets, cancellationToken) is { } stream
                ? stream
                : throw new FileNotFoundException("The message is not in the outbox any more.");

    public Task RescheduleAsync(string messageId, DateTimeOffset next, CancellationToken cancellationToken) => database.ExecuteAsync(
        ById("UPDATE as4_outgoing SET due_at = @next, attempts = attempts + 1, taken_by = NULL WHERE message_id = @id AND due_at IS NOT NULL", messageId)
            .With("@next", next),
        cancellationToken);

    public async Task CloseAsync(string messageId, SendOutcome outcome, CancellationToken cancellationToken)
    {
        const string Close = """
            UPDATE as4_outgoing SET due_at = NULL, taken_by = NULL, octets_id = NULL, acknowledged = @acknowledged, closed_at = @closed, problem = @problem, receipt = @receipt
            WHERE message_id = @id AND due_at IS NOT NULL
            """;
        var (octets, recipient) = await database.OneAsync(
            ById("SELECT octets_id, recipient FROM as4_outgoing WHERE message_id = @id", messageId), row => (row.Text(0), row.Text(1)), cancellationToken);
        if (octets is null)
        {
            return; // Another instance was faster.
        }

        var close = SqlStatement.MustHit(Close)
            .With("@id", messageId)
            .With("@acknowledged", outcome.IsAcknowledged)
            .With("@closed", outcome.At)
            .With("@problem", outcome.Problem)
            .With("@receipt", outcome.Receipt.IsEmpty ? null : outcome.Receipt.ToArray());
        await database.TryAsync([close, .. _octets.Release(octets), StateChangeStatements.Append(EntryOf(messageId, PartyKey.Read(recipient!), outcome))], cancellationToken);
    }

    public async Task<SendOutcome?> FindOutcomeAsync(string messageId, CancellationToken cancellationToken) => await database.OneAsync(
        ById("SELECT acknowledged, closed_at, problem, receipt FROM as4_outgoing WHERE message_id = @id AND closed_at IS NOT NULL", messageId),
        row => new SendOutcome(row.GetBoolean(0), row.Time(1), row.Text(2), row.Bytes(3)),
        cancellationToken);

    public async Task<DateTimeOffset?> FindOldestAsync(CancellationToken cancellationToken) => await database.OneAsync(
        new SqlStatement("SELECT min(created_at) FROM as4_outgoing WHERE due_at IS NOT NULL"), row => row.TimeOrNull(0), cancellationToken);

    public async Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        const string Sql = """
            DELETE FROM as4_outgoing WHERE message_id IN (
                SELECT message_id FROM as4_outgoing WHERE closed_at < @before ORDER BY closed_at LIMIT @batch{lock what is free})
            """;
        while (await database.ExecuteAsync(new SqlStatement(Sql).With("@before", before).With("@batch", ForgetBatch), cancellationToken) == ForgetBatch)
        {
            // Batch by batch, so that writers get their turn in between.
        }

        await _octets.SweepAsync(cancellationToken);
    }

    /// <summary>Tells of nobody, so it needs no key. The receipt itself stays as proof for as long as receipts are kept.</summary>
    private static LedgerRecord EntryOf(string messageId, PartyId recipient, SendOutcome outcome)
    {
        var party = $"{recipient.Type}:{recipient.Value}";
        LedgerEntry entry = outcome.IsAcknowledged
            ? new MessageReceipted(messageId, party, Convert.ToBase64String(SHA256.HashData(outcome.Receipt.Span)))
            : new MessageGivenUp(messageId, party);
        return new LedgerRecord(null, LedgerJson.Write(entry with { At = DateTimeOffset.FromUnixTimeMilliseconds(outcome.At.ToUnixTimeMilliseconds()) }), null);
    }

    private static SqlStatement ById(string sql, string messageId) => new SqlStatement(sql).With("@id", messageId);

    private static OutgoingMessage Read(DbDataReader row) => new(
        row.GetString(0),
        PartyKey.Read(row.GetString(1)),
        row.GetString(2),
        JsonSerializer.Deserialize<AcknowledgedPart[]>(row.GetString(3))!,
        row.Time(4))
    {
        Attempts = row.GetInt32(5),
    };
}
