// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.EDelivery;

/// <summary>
/// Where one process has the database for itself, whatever an earlier one held when it died is free at once. Where several
/// do, each hold runs out by itself.
/// </summary>
internal sealed class EarlierLife(ISqlDatabase database, TimeProvider clock, string release)
{
    private bool _isOver = database.IsShared;

    public async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        if (!_isOver)
        {
            await database.ExecuteAsync(new SqlStatement(release).With("@now", clock.GetUtcNow()), cancellationToken);
            _isOver = true;
        }
    }
}
