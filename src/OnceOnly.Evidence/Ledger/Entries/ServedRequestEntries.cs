// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Serialization;

namespace OnceOnly.Evidence.Ledger.Entries;

/// <summary>A request came from another Member State.</summary>
/// <param name="Message">What is kept of it.</param>
/// <param name="LevelOfAssurance">Level of the log-in there, as its URI.</param>
public sealed record ServedRequestReceived(LoggedMessage Message, string LevelOfAssurance) : LedgerEntry;

/// <summary>A request came that nobody served: it breaks rules, or nothing is provided here. It is about nobody, because it may not be readable.</summary>
/// <param name="Message">What is kept of it, with the rules it breaks.</param>
/// <param name="Answer">What is kept of the answer, which is about to leave; null when there is none.</param>
public sealed record ServedRequestRefused(LoggedMessage Message, LoggedMessage? Answer) : LedgerEntry;

/// <summary>The person came, logged in, and is the one asked about.</summary>
/// <param name="LevelOfAssurance">Level of the log-in here, as its URI.</param>
public sealed record ServedRequestMatched(string LevelOfAssurance) : LedgerEntry;

/// <summary>The person decided what may be sent.</summary>
/// <param name="Accepted">Number of documents that may.</param>
/// <param name="Declined">Number of those that may not.</param>
public sealed record ServedRequestDecided(int Accepted, int Declined) : LedgerEntry
{
    [JsonIgnore]
    public override string? Outcome => Accepted == 0 ? "declined_by_citizen" : null;
}

/// <summary>The answer is written and will leave.</summary>
/// <param name="Message">What is kept of it.</param>
public sealed record ServedRequestAnswered(LoggedMessage Message) : LedgerEntry;

/// <summary>The answer was handed over to the access point, which sends it until it is received.</summary>
/// <param name="ResponseId">Identifier of the answer.</param>
/// <param name="MessageId">Transport id; null when it could not be handed over at all.</param>
public sealed record ServedRequestSent(string ResponseId, string? MessageId) : LedgerEntry
{
    [JsonIgnore]
    public override string? Outcome => MessageId is null ? "internal" : null;
}

/// <summary>Nobody came, and nobody waits for an answer.</summary>
public sealed record ServedRequestExpired : LedgerEntry
{
    [JsonIgnore]
    public override string Outcome => "expired";
}
