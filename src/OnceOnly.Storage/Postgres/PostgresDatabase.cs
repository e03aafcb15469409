// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;
using OnceOnly.Evidence.State;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Postgres;

/// <summary>
/// One schema of a PostgreSQL database. The statements of a unit go out together, so that it costs one round trip
/// however many there are. Read committed is enough, because every statement says itself what it relies on, and takes
/// locks where it relies on rows it does not change.
/// </summary>
public sealed class PostgresDatabase : ISqlDatabase
{
    private const int MostAttempts = 8;

    private readonly NpgsqlDataSource _source;
    private readonly PostgresGroups _groups;
    private readonly bool _isReadOnly;

    /// <summary>Opens it and brings its schema up to date.</summary>
    /// <param name="connectionString">In Npgsql's words.</param>
    /// <param name="scripts">Which scripts make the schema; it is called <c>onceonly_</c> and this.</param>
    /// <exception cref="InvalidDataException">It is not this program's, or of a newer one.</exception>
    public PostgresDatabase(string connectionString, string scripts)
    {
        _groups = new PostgresGroups(unit => TryAloneAsync(unit, CancellationToken.None));
        using (var connection = new NpgsqlConnection(PostgresConnection.ForUpgrade(connectionString, scripts)))
        {
            try
            {
                connection.Open();
                PostgresSchema.Upgrade(connection, scripts, PostgresConnection.SchemaOf(scripts));
            }
            catch (NpgsqlException exception)
            {
                // A connection that was never open does not say where it would have led.
                var server = new NpgsqlConnectionStringBuilder(connectionString);
                throw new StateUnavailableException(
                    $"PostgreSQL at {server.Host}:{server.Port}, database {server.Database}, cannot be prepared: {exception.Message} (Storage:Postgres:ConnectionString)", exception);
            }
        }

        _source = NpgsqlDataSource.Create(PostgresConnection.ForWork(connectionString, scripts));
    }

    private PostgresDatabase(NpgsqlDataSource source)
    {
        _groups = new PostgresGroups(unit => TryAloneAsync(unit, CancellationToken.None));
        _source = source;
        _isReadOnly = true;
    }

    public bool IsShared => !_isReadOnly;

    /// <summary>The schema as it is, for programs that only look: nothing is made, upgraded or written.</summary>
    public static PostgresDatabase OpenReadOnly(string connectionString, string scripts) =>
        new(NpgsqlDataSource.Create(PostgresConnection.ForReading(connectionString, scripts)));

    public ValueTask<T?> OneAsync<T>(SqlStatement query, Func<DbDataReader, T> map, CancellationToken cancellationToken) =>
        ReadAsync(query, async reader => await reader.ReadAsync(CancellationToken.None) ? map(reader) : default, cancellationToken);

    public ValueTask<List<T>> AllAsync<T>(SqlStatement query, Func<DbDataReader, T> map, CancellationToken cancellationToken) => ReadAsync(
        query,
        async reader =>
        {
            var rows = new List<T>();
            while (await reader.ReadAsync(CancellationToken.None))
            {
                rows.Add(map(reader));
            }

            return rows;
        },
        cancellationToken);

    public Task<int> ExecuteAsync(SqlStatement statement, CancellationToken cancellationToken) => PersistAsync(
        async connection =>
        {
            await using var command = Command(connection, statement);
            return await command.ExecuteNonQueryAsync(CancellationToken.None);
        },
        cancellationToken);

    public Task<bool> TryAsync(IReadOnlyList<SqlStatement> unit, CancellationToken cancellationToken) =>
        unit.Count > 0 && unit.All(statement => statement.MayBeGrouped)
            ? _groups.RunAsync(unit, cancellationToken)
            : TryAloneAsync(unit, cancellationToken);

    /// <summary>Lets no page and no index hold rows that were deleted, except where an older transaction may still look at them.</summary>
    public async ValueTask<bool> TryScrubAsync(CancellationToken cancellationToken)
    {
        try
        {
            // However long it takes: nobody waits for it.
            await using var connection = await _source.OpenConnectionAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SET statement_timeout = 0", connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellationToken);
            command.CommandText = "VACUUM (INDEX_CLEANUP ON) wrapped_key";
            await command.ExecuteNonQueryAsync(cancellationToken);
            command.CommandText = "RESET statement_timeout";
            await command.ExecuteNonQueryAsync(cancellationToken);
            command.CommandText = "SELECT pg_stat_get_dead_tuples('wrapped_key'::regclass)";
            return await command.ExecuteScalarAsync(cancellationToken) is 0L;
        }
        catch (NpgsqlException exception) when (PostgresFailure.IsTransient(exception))
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _groups.DisposeAsync();
        await _source.DisposeAsync();
    }

    private Task<bool> TryAloneAsync(IReadOnlyList<SqlStatement> unit, CancellationToken cancellationToken) =>
        PersistAsync(connection => TryAsync(connection, unit), cancellationToken);

    /// <summary>All go out at once, and are one transaction because nothing says otherwise; the server ends it at the first that misses.</summary>
    private static async Task<bool> TryAsync(NpgsqlConnection connection, IReadOnlyList<SqlStatement> unit)
    {
        if (unit.Count == 0)
        {
            return true;
        }

        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in unit)
        {
            batch.BatchCommands.Add(BatchCommand(statement));
        }

        try
        {
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresText.Missed)
        {
            return false;
        }
    }

    private async ValueTask<T> ReadAsync<T>(SqlStatement query, Func<NpgsqlDataReader, Task<T>> map, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(cancellationToken);
                await using var command = Command(connection, query);
                await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
                return await map(reader);
            }
            catch (NpgsqlException exception) when (PostgresFailure.IsTransient(exception))
            {
                // A connection from the pool may have died long ago; that says nothing about the next.
                if (attempt > 1)
                {
                    throw PostgresFailure.Unavailable(exception);
                }
            }
        }
    }

    /// <summary>Once begun it is not cancelled: who waits is to know what became of it.</summary>
    private async Task<T> PersistAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        if (_isReadOnly)
        {
            throw new InvalidOperationException("The database was opened read-only.");
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(cancellationToken);
                return await work(connection);
            }
            catch (NpgsqlException exception) when (PostgresFailure.IsTransient(exception))
            {
                if (attempt == MostAttempts || !(PostgresFailure.LostToOthers(exception) || (attempt == 1 && PostgresFailure.WasNotBegun(exception))))
                {
                    throw PostgresFailure.Unavailable(exception);
                }
            }
        }
    }

    [SuppressMessage("Security", "CA2100", Justification = "The texts are constants.")]
    private static NpgsqlCommand Command(NpgsqlConnection connection, SqlStatement statement)
    {
        var command = new NpgsqlCommand(SqlDialect.Postgres.Render(statement.Text), connection);
        foreach (var parameter in statement.Parameters)
        {
            command.Parameters.Add(Parameter(parameter));
        }

        return command;
    }

    [SuppressMessage("Security", "CA2100", Justification = "The texts are constants.")]
    private static NpgsqlBatchCommand BatchCommand(SqlStatement statement)
    {
        var command = new NpgsqlBatchCommand(PostgresText.Of(statement));
        foreach (var parameter in statement.Parameters)
        {
            command.Parameters.Add(Parameter(parameter));
        }

        return command;
    }

    private static NpgsqlParameter Parameter(SqlParameterValue parameter) =>
        new() { ParameterName = parameter.Name, DbType = parameter.Type, Value = parameter.Value is string text ? Storable(text) : parameter.Value };

    // PostgreSQL holds no U+0000. Wire input with control characters is refused long before; this is what others say, such as registries.
    private static string Storable(string text) => text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\uFFFD') : text;
}
