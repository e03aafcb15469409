// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Serialization;

namespace OnceOnly.Evidence.Ledger.Entries;

/// <summary>The provider is about to be asked.</summary>
public sealed record EvidenceAsked : LedgerEntry;

/// <summary>The provider is about to be asked again.</summary>
/// <param name="Attempt">The how manieth time, from 2.</param>
/// <param name="Reason">
/// <c>recovered</c> (the asker died), <c>deferred</c> or <c>failed</c> (the last answer), or, when the asker itself repeats
/// a request, the wire code of what went wrong with the one before.
/// </param>
public sealed record EvidenceReAsked(int Attempt, string Reason) : LedgerEntry;

/// <summary>The provider answered with evidence.</summary>
/// <param name="Documents">The documents, without their names.</param>
public sealed record EvidenceReceived(IReadOnlyList<LedgerDocument> Documents) : LedgerEntry
{
    /// <summary>
    /// 2 where sizes and digests are among the personal fields: whoever can guess a short record could else make sure by
    /// its digest. Null in entries that were written before, which hold both.
    /// </summary>
    public int? Form { get; init; }
}

/// <summary>The provider has it later.</summary>
public sealed record EvidenceDeferred(DateTimeOffset Until) : LedgerEntry
{
    [JsonIgnore]
    public override string Outcome => "evidence_deferred";
}

/// <summary>The citizen opened the preview.</summary>
public sealed record EvidencePreviewed : LedgerEntry;

/// <summary>The provider wants the citizen to preview there.</summary>
/// <param name="Host">Where; the whole address is among the personal fields.</param>
public sealed record EvidencePreviewOffered(string Host) : LedgerEntry;

/// <summary>The citizen leaves to preview at the provider, who is about to be asked for what they accept there.</summary>
/// <param name="Host">Where.</param>
public sealed record EvidencePreviewBegun(string Host) : LedgerEntry;

public sealed record EvidenceAccepted : LedgerEntry;

public sealed record EvidenceDeclined : LedgerEntry;

/// <summary>A message that asks another Member State is about to leave.</summary>
/// <param name="Message">What is kept of it; the message itself is among the personal fields.</param>
public sealed record EvidenceMessageSent(LoggedMessage Message) : LedgerEntry;

/// <summary>A message of another Member State is kept as the answer.</summary>
/// <param name="Message">What is kept of it; the message itself, and its documents by digest, are among the personal fields.</param>
public sealed record EvidenceMessageReceived(LoggedMessage Message) : LedgerEntry;

/// <summary>A message of another Member State came as an answer, and nothing was done about it.</summary>
/// <param name="Message">What is kept of it; the message itself is among the personal fields where it belongs to an exchange.</param>
/// <param name="Reason"><c>answers_nothing</c>, <c>not_asked</c> (another party, authority or conversation than was asked) or <c>nobody_waits</c>.</param>
public sealed record EvidenceMessageDropped(LoggedMessage Message, string Reason) : LedgerEntry
{
    [JsonIgnore]
    public override string Outcome => Reason;
}

/// <summary>A stored copy served; no registry was asked.</summary>
/// <param name="ObtainedAt">When the copy was obtained.</param>
/// <param name="ObtainedFor">Tenant it was obtained for.</param>
/// <param name="LegalBasis">The law that allows it.</param>
public sealed record EvidenceServedFromCopy(DateTimeOffset ObtainedAt, string ObtainedFor, string LegalBasis) : LedgerEntry;

/// <summary>The first byte is about to leave for the e-service.</summary>
public sealed record EvidenceFetched : LedgerEntry;

/// <summary>The last byte left for the e-service, for the first time. At most one an exchange.</summary>
public sealed record EvidenceDelivered : LedgerEntry;

/// <summary>What was delivered before is about to leave again.</summary>
public sealed record EvidenceRedelivered : LedgerEntry;

/// <summary>The e-service proved that it holds the documents.</summary>
public sealed record EvidenceAcknowledged : LedgerEntry;

/// <param name="MediaType">Media type.</param>
/// <param name="Size">Bytes; only among personal fields and in entries of the first form.</param>
/// <param name="Sha256">Base64 of the digest; only there, too.</param>
public sealed record LedgerDocument(string MediaType, long? Size = null, string? Sha256 = null)
{
    /// <summary>What a message that crosses a border calls it.</summary>
    public string? ContentId { get; init; }
}
