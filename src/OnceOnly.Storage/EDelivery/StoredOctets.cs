// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.EDelivery;

/// <summary>Octets on their way into the database: what is large is written bit by bit, so that no statement holds it as a whole.</summary>
/// <param name="Id">Their name.</param>
/// <param name="Commit">What makes them stay, for the unit that makes the message.</param>
/// <param name="IsWritten">Whether something is in the database already.</param>
internal sealed record StoredOctets(string Id, IReadOnlyList<SqlStatement> Commit, bool IsWritten);
