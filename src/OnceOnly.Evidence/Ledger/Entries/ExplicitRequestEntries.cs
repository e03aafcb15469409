// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.ExplicitRequests;

namespace OnceOnly.Evidence.Ledger.Entries;

/// <summary>The citizen said yes.</summary>
/// <param name="Evidence">To what.</param>
/// <param name="LevelOfAssurance">Level of the log-in, as its URI.</param>
/// <param name="Wording">To which text.</param>
public sealed record ExplicitRequestGiven(
    IReadOnlyList<RequestedEvidence> Evidence,
    string LevelOfAssurance,
    GivenWording Wording) : LedgerEntry;

/// <summary>The citizen said no.</summary>
/// <param name="EvidenceTypes">To what.</param>
/// <param name="Wording">To which text.</param>
public sealed record ExplicitRequestRefused(IReadOnlyList<string> EvidenceTypes, GivenWording Wording) : LedgerEntry;

/// <summary>The citizen closed it.</summary>
public sealed record ExplicitRequestWithdrawn : LedgerEntry;

/// <summary>All its evidence has reached its end.</summary>
public sealed record ExplicitRequestClosed : LedgerEntry;

/// <summary>Its time was over.</summary>
public sealed record ExplicitRequestExpired : LedgerEntry;
