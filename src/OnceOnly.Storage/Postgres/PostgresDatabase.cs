// SPDX-License-Identifier: EUPL-1.2

using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;
using OnceOnly.Evidence.State;
using OnceOnly.Storage.Sql;

namespace OnceOnly.Storage.Postgres;

/// <summary>
/// One schema of a PostgreSQL database. The statements of a unit go out together, so that it costs two round trips
/// however many there are. Read committed is enough, because every statement says itself what it relies on, and takes
/// locks where it relies on rows it does not change.
/// </summary>
public sealed class PostgresDatabase : ISqlDatabase
{
    private const int MostAttempts = 8;

    private readonly NpgsqlDataSource _source;
    private readonly bool _isReadOnly;

    /// <summary>Opens it and brings its schema up to date.</summary>
    /// <param name="connectionString">In Npgsql's words.</param>
    /// <param name="scripts">Which scripts make the schema; it is called <c>onceonly_</c> and this.</param>
    /// <exception cref="InvalidDataException">It is not this program's, or of a newer one.</exception>
    public PostgresDatabase(string connectionString, string scripts)
    {
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
        PersistAsync(connection => TryAsync(connection, unit), cancellationToken);

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

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static async Task<bool> TryAsync(NpgsqlConnection connection, IReadOnlyList<SqlStatement> unit)
    {
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var statement in unit)
        {
            batch.BatchCommands.Add(BatchCommand(statement));
        }

        try
        {
            if (unit.Count > 0)
            {
                await batch.ExecuteNonQueryAsync(CancellationToken.None);
            }
        }
        catch (PostgresException exception) when (!PostgresFailure.IsTransient(exception) && Missed())
        {
            // What followed the miss was sent nevertheless, and need not make sense.
            return false;
        }

        if (Missed())
        {
            return false;
        }

        await transaction.CommitAsync(CancellationToken.None);
        return true;

        bool Missed() => unit.Where((statement, index) => statement.HasToHit && batch.BatchCommands[index].Rows != 1).Any();
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
        var command = new NpgsqlBatchCommand(SqlDialect.Postgres.Render(statement.Text));
        foreach (var parameter in statement.Parameters)
        {
            command.Parameters.Add(Parameter(parameter));
        }

        return command;
    }

    private static NpgsqlParameter Parameter(SqlParameterValue parameter) =>
        new() { ParameterName = parameter.Name, DbType = parameter.Type, Value = parameter.Value };
}
