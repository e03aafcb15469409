// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.EDelivery.Receiving;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.EDelivery;

/// <summary>Incoming messages in SQL: any instance may receive any of them, and deliver what another left.</summary>
internal sealed class SqlInbox([FromKeyedServices(DatabaseName.State)] ISqlDatabase database, TimeProvider clock) : IInbox
{
    private const int ForgetBatch = 500;

    private readonly OctetStore _octets = new(database, clock);
    private readonly EarlierLife _earlier = new(database, clock, "UPDATE as4_incoming SET turn_at = @now WHERE taken_by IS NOT NULL AND turn_at > @now");

    public async Task<IStagedMessage> StageAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken)
    {
        // Before the first message of this life, so that nothing of it is taken for left behind.
        await _earlier.EndAsync(cancellationToken);
        return new StagedInSql(database, _octets, await _octets.WriteAsync([octets], cancellationToken));
    }

    public async Task<IReadOnlyList<IncomingMessage>> TakePendingAsync(DateTimeOffset now, TimeSpan hold, int atMost, CancellationToken cancellationToken)
    {
        const string Take = """
            UPDATE as4_incoming SET turn_at = @until, taken_by = @token WHERE (sender, message_id) IN (
                SELECT sender, message_id FROM as4_incoming WHERE turn_at <= @now ORDER BY turn_at LIMIT @most{lock what is free})
            """;
        const string Taken = "SELECT message_id, sender, content_type, received_at, fingerprint FROM as4_incoming WHERE taken_by = @token AND turn_at = @until";
        await _earlier.EndAsync(cancellationToken);
        var any = new SqlStatement("SELECT 1 FROM as4_incoming WHERE turn_at <= @now LIMIT 1").With("@now", now);
        if (await database.OneAsync(any, row => row.GetInt32(0), cancellationToken) != 1)
        {
            return [];
        }

        var token = Guid.NewGuid().ToString("N");
        return await database.ExecuteAsync(Held(Take).With("@now", now).With("@most", atMost), cancellationToken) == 0
            ? []
            : await database.AllAsync(Held(Taken), Read, cancellationToken);

        SqlStatement Held(string sql) => new SqlStatement(sql).With("@until", now + hold).With("@token", token);
    }

    public Task HoldAsync(IncomingMessage message, DateTimeOffset until, CancellationToken cancellationToken) => database.ExecuteAsync(
        Of(message, "UPDATE as4_incoming SET turn_at = @until WHERE sender = @sender AND message_id = @id AND turn_at IS NOT NULL").With("@until", until),
        cancellationToken);

    public async Task<byte[]> ReadAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        if (await FindOctetsAsync(message, cancellationToken) is not { } id || await _octets.OpenReadAsync(id, cancellationToken) is not { } stream)
        {
            throw new FileNotFoundException("The message is not in the inbox any more.");
        }

        await using (stream)
        {
            var octets = new byte[stream.Length];
            await stream.ReadExactlyAsync(octets, cancellationToken);
            return octets;
        }
    }

    public async Task CompleteAsync(IncomingMessage message, DateTimeOffset at, CancellationToken cancellationToken)
    {
        const string Complete = """
            UPDATE as4_incoming SET turn_at = NULL, taken_by = NULL, octets_id = NULL WHERE sender = @sender AND message_id = @id AND turn_at IS NOT NULL
            """;
        if (await FindOctetsAsync(message, cancellationToken) is { } octets)
        {
            await database.TryAsync([Of(message, Complete), .. _octets.Release(octets)], cancellationToken);
        }
    }

    public Task ReleaseAsync(IncomingMessage message, DateTimeOffset next, CancellationToken cancellationToken) => database.ExecuteAsync(
        Of(message, "UPDATE as4_incoming SET turn_at = @next, taken_by = NULL WHERE sender = @sender AND message_id = @id AND turn_at IS NOT NULL")
            .With("@next", next),
        cancellationToken);

    public async Task<DateTimeOffset?> FindOldestAsync(CancellationToken cancellationToken) => await database.OneAsync(
        new SqlStatement("SELECT min(received_at) FROM as4_incoming WHERE turn_at IS NOT NULL"), row => row.TimeOrNull(0), cancellationToken);

    public async Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        const string Sql = """
            DELETE FROM as4_incoming WHERE (sender, message_id) IN (
                SELECT sender, message_id FROM as4_incoming WHERE turn_at IS NULL AND received_at < @before ORDER BY received_at LIMIT @batch{lock what is free})
            """;
        while (await database.ExecuteAsync(new SqlStatement(Sql).With("@before", before).With("@batch", ForgetBatch), cancellationToken) == ForgetBatch)
        {
            // Batch by batch, so that writers get their turn in between.
        }

        await _octets.SweepAsync(cancellationToken);
    }

    internal static SqlStatement Of(IncomingMessage message, string sql) =>
        new SqlStatement(sql).With("@sender", PartyKey.Of(message.From)).With("@id", message.MessageId);

    private async Task<string?> FindOctetsAsync(IncomingMessage message, CancellationToken cancellationToken) => await database.OneAsync(
        Of(message, "SELECT octets_id FROM as4_incoming WHERE sender = @sender AND message_id = @id"), row => row.Text(0), cancellationToken);

    private static IncomingMessage Read(DbDataReader row) =>
        new(row.GetString(0), PartyKey.Read(row.GetString(1)), row.GetString(2), row.Time(3), row.GetString(4));
}
