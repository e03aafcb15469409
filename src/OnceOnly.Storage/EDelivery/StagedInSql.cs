// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Receiving;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.EDelivery;

/// <summary>Octets that are not yet a message of the inbox.</summary>
internal sealed class StagedInSql(ISqlDatabase database, OctetStore store, StoredOctets octets) : IStagedMessage
{
    private bool _isCommitted;

    public async Task<Commitment> CommitAsync(IncomingMessage message, DateTimeOffset heldUntil, CancellationToken cancellationToken)
    {
        const string Insert = """
            INSERT INTO as4_incoming (sender, message_id, content_type, fingerprint, received_at, turn_at, taken_by, octets_id)
            VALUES (@sender, @id, @type, @fingerprint, @received, @turn, @token, @octets) ON CONFLICT (sender, message_id) DO NOTHING
            """;
        const string Known = "SELECT fingerprint FROM as4_incoming WHERE sender = @sender AND message_id = @id";
        var insert = SqlStatement.MustHit(Insert)
            .With("@sender", PartyKey.Of(message.From))
            .With("@id", message.MessageId)
            .With("@type", message.ContentType)
            .With("@fingerprint", message.Fingerprint)
            .With("@received", message.ReceivedAt)
            .With("@turn", heldUntil)
            .With("@token", octets.Id)
            .With("@octets", octets.Id);
        if (await database.TryAsync([insert, .. octets.Commit], cancellationToken))
        {
            _isCommitted = true;
            return Commitment.Stored;
        }

        return await database.OneAsync(SqlInbox.Of(message, Known), row => row.GetString(0), cancellationToken) switch
        {
            null => throw new InvalidOperationException("A message took too long to store; its sender tries again."),
            { } known when known == message.Fingerprint => Commitment.Repeated,
            _ => Commitment.Conflicting,
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isCommitted && octets.IsWritten)
        {
            await store.GiveUpAsync(octets.Id, CancellationToken.None);
        }
    }
}
