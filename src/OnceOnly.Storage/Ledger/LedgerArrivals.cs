// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Ledger;

/// <summary>
/// Where transactions commit side by side, an entry has no place when it is written: one with a smaller number may be
/// committed later. It arrives in a table of its own and is moved to the end of the ledger once it is there; whoever
/// moves holds the tree's row meanwhile, so that places follow each other and none is given twice.
/// </summary>
internal static class LedgerArrivals
{
    private const string Any = "SELECT 1 FROM ledger_arrival LIMIT 1";

    private const string Lock = "SELECT 1 FROM ledger_tree{lock}";

    private const string Move = """
        WITH arrived AS (
            DELETE FROM ledger_arrival WHERE id IN (SELECT id FROM ledger_arrival ORDER BY id LIMIT @most)
            RETURNING id, person, body, sealed)
        INSERT INTO ledger_entry (id, person, body, sealed)
        SELECT (SELECT coalesce(max(id), 0) FROM ledger_entry) + row_number() OVER (ORDER BY id), person, body, sealed FROM arrived
        """;

    public static async Task PlaceAsync(ISqlDatabase database, int most, CancellationToken cancellationToken)
    {
        if (database.IsShared && await database.OneAsync(new SqlStatement(Any), row => row.GetInt32(0), cancellationToken) == 1)
        {
            await database.TryAsync([SqlStatement.MustHit(Lock), new SqlStatement(Move).With("@most", most)], cancellationToken);
        }
    }
}
