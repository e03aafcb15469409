// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using System.Globalization;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Requesting.Requests;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Oots;

/// <summary>Rows of <c>oots_request</c>.</summary>
internal static class SentRequestRow
{
    public const string Select = """
        SELECT id, exchange_id, attempt, is_second, version, party_scheme, party, requester_scheme, requester, provider_scheme, provider,
               conversation_id, oots_exchange_id, message, state, created_at, message_id, sent_at,
               answer_message_id, answer_sent_at, answer_take, answer, takes
        FROM oots_request
        """;

    public static string IdOf(Guid id) => id.ToString("N", CultureInfo.InvariantCulture);

    public static SentRequest Map(DbDataReader row) => new()
    {
        Id = Guid.ParseExact(row.GetString(0), "N"),
        Exchange = row.GetString(1),
        Attempt = row.GetInt32(2),
        IsSecond = row.GetBoolean(3),
        Envelope = new EdmEnvelope(
            new SchemedIdentifier(row.GetString(5), row.GetString(6)),
            row.GetString(11),
            row.Text(12),
            new SchemedIdentifier(row.GetString(7), row.GetString(8)),
            new SchemedIdentifier(row.GetString(9), row.GetString(10)),
            EdmVersions.TryParseNumber(row.GetString(4), out var version) ? version : throw new InvalidDataException("No such version.")),
        Sealed = row.Bytes(13)!,
        State = StoredName<RequestState>.Parse(row.GetString(14)),
        CreatedAt = row.Time(15),
        MessageId = row.Text(16),
        SentAt = row.TimeOrNull(17),
        AnswerMessageId = row.Text(18),
        Answer = row.Bytes(21) is { } answer ? new StoredAnswer(row.GetString(18), row.Time(19), row.GetString(20), answer) : null,
        Takes = row.GetInt32(22),
    };

    public static SqlStatement Add(SentRequest request) =>
        SqlStatement.MustHit("""
            INSERT INTO oots_request (id, exchange_id, attempt, is_second, version, party_scheme, party, requester_scheme, requester,
                                      provider_scheme, provider, conversation_id, oots_exchange_id, message, state, created_at, takes)
            VALUES (@id, @exchange, @attempt, @second, @version, @partyScheme, @party, @requesterScheme, @requester,
                    @providerScheme, @provider, @conversation, @ootsExchange, @message, @state, @created, 0)
            ON CONFLICT DO NOTHING
            """)
            .With("@id", IdOf(request.Id))
            .With("@exchange", request.Exchange)
            .With("@attempt", request.Attempt)
            .With("@second", request.IsSecond)
            .With("@version", request.Version.Number())
            .With("@partyScheme", request.Envelope.Party.Scheme)
            .With("@party", request.Envelope.Party.Value)
            .With("@requesterScheme", request.Envelope.OriginalSender.Scheme)
            .With("@requester", request.Envelope.OriginalSender.Value)
            .With("@providerScheme", request.Envelope.FinalRecipient.Scheme)
            .With("@provider", request.Envelope.FinalRecipient.Value)
            .With("@conversation", request.Envelope.ConversationId)
            .With("@ootsExchange", request.Envelope.ExchangeId)
            .With("@message", request.Sealed)
            .With("@state", StoredName<RequestState>.Of(request.State))
            .With("@created", request.CreatedAt);
}
