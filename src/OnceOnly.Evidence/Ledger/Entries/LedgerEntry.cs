// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Serialization;

namespace OnceOnly.Evidence.Ledger.Entries;

/// <summary>Something that happened. Its canonical bytes are its JSON as written here; they never change afterwards.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(ExplicitRequestGiven), "explicit-request.given")]
[JsonDerivedType(typeof(ExplicitRequestRefused), "explicit-request.refused")]
[JsonDerivedType(typeof(ExplicitRequestWithdrawn), "explicit-request.withdrawn")]
[JsonDerivedType(typeof(ExplicitRequestClosed), "explicit-request.closed")]
[JsonDerivedType(typeof(ExplicitRequestExpired), "explicit-request.expired")]
[JsonDerivedType(typeof(EvidenceAsked), "evidence.asked")]
[JsonDerivedType(typeof(EvidenceReAsked), "evidence.re-asked")]
[JsonDerivedType(typeof(EvidenceReceived), "evidence.received")]
[JsonDerivedType(typeof(EvidenceDeferred), "evidence.deferred")]
[JsonDerivedType(typeof(EvidencePreviewed), "evidence.previewed")]
[JsonDerivedType(typeof(EvidencePreviewOffered), "evidence.preview-offered")]
[JsonDerivedType(typeof(EvidencePreviewBegun), "evidence.preview-begun")]
[JsonDerivedType(typeof(EvidenceAccepted), "evidence.accepted")]
[JsonDerivedType(typeof(EvidenceDeclined), "evidence.declined")]
[JsonDerivedType(typeof(EvidenceMessageSent), "evidence.message-sent")]
[JsonDerivedType(typeof(EvidenceMessageReceived), "evidence.message-received")]
[JsonDerivedType(typeof(EvidenceMessageDropped), "evidence.message-dropped")]
[JsonDerivedType(typeof(EvidenceServedFromCopy), "evidence.served-from-copy")]
[JsonDerivedType(typeof(EvidenceFetched), "evidence.fetched")]
[JsonDerivedType(typeof(EvidenceDelivered), "evidence.delivered")]
[JsonDerivedType(typeof(EvidenceRedelivered), "evidence.redelivered")]
[JsonDerivedType(typeof(EvidenceAcknowledged), "evidence.acknowledged")]
[JsonDerivedType(typeof(ExchangeFailed), "exchange.failed")]
[JsonDerivedType(typeof(ExchangeExpired), "exchange.expired")]
[JsonDerivedType(typeof(ServedRequestReceived), "served-request.received")]
[JsonDerivedType(typeof(ServedRequestRefused), "served-request.refused")]
[JsonDerivedType(typeof(ServedRequestMatched), "served-request.matched")]
[JsonDerivedType(typeof(ServedRequestDecided), "served-request.decided")]
[JsonDerivedType(typeof(ServedRequestAnswered), "served-request.answered")]
[JsonDerivedType(typeof(ServedRequestSent), "served-request.sent")]
[JsonDerivedType(typeof(ServedRequestExpired), "served-request.expired")]
[JsonDerivedType(typeof(MessageReceipted), "message.receipted")]
[JsonDerivedType(typeof(MessageGivenUp), "message.given-up")]
[JsonDerivedType(typeof(MyDataRead), "my-data.read")]
[JsonDerivedType(typeof(CopiesErased), "copies.erased")]
[JsonDerivedType(typeof(LogKeysDestroyed), "log-keys.destroyed")]
public abstract record LedgerEntry
{
    /// <summary>When it happened, to the millisecond.</summary>
    [JsonPropertyOrder(-2)]
    public DateTimeOffset At { get; init; }

    /// <summary>
    /// The person's alias in the month it happened; null when it is about nobody. It is derived from a key of that
    /// person and month, so nobody can tell whose it is once that key is destroyed.
    /// </summary>
    [JsonPropertyOrder(-1)]
    public string? Person { get; init; }

    /// <summary>
    /// Alias of the representative in whose representation it happened; null when the person acted for themselves. It is
    /// derived from the person's key and theirs alone.
    /// </summary>
    [JsonPropertyOrder(-1)]
    public string? Acting { get; init; }

    /// <summary>What it is about.</summary>
    public EntryContext? About { get; init; }

    /// <summary>The personal fields, when it has any.</summary>
    public SealedFields? Personal { get; init; }

    /// <summary>Outcome: an error's wire code, or null when all went well.</summary>
    [JsonIgnore]
    public virtual string? Outcome => null;
}
