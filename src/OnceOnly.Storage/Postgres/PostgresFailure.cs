// SPDX-License-Identifier: EUPL-1.2

using Npgsql;
using OnceOnly.Evidence.State;

namespace OnceOnly.Storage.Postgres;

/// <summary>What PostgreSQL's errors mean for whoever waits.</summary>
internal static class PostgresFailure
{
    /// <summary>The server undid the unit because of others that ran beside it: doing it again is right.</summary>
    public static bool LostToOthers(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    /// <summary>The server ended this connection before it took up what was sent: somebody restarts it.</summary>
    public static bool WasNotBegun(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow };

    /// <summary>Whether it may well work in a moment, or when an operator has helped.</summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable
            || postgres.SqlState[..2] is "08" or "40" or "53" or "57" or "58" || postgres.IsTransient,
        NpgsqlException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Says no more than the kind of failure: messages of the server may quote values.</summary>
    public static StateUnavailableException Unavailable(Exception exception) =>
        new($"PostgreSQL cannot serve now ({(exception as PostgresException)?.SqlState ?? exception.GetType().Name}).", exception);
}
