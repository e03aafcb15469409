// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Storage.Postgres;
using OnceOnly.Storage.Sql;
using OnceOnly.Testing.Databases;
using OnceOnly.Testing.Programs;

[assembly: AssemblyFixture(typeof(EngineServer))]

namespace OnceOnly.Evidence.Tests.Testing;

/// <summary>One PostgreSQL for all tests, with a database to copy from, in which the SQL that the tests use to look and to tamper has the meaning it has in SQLite.</summary>
public sealed class EngineServer : IAsyncLifetime
{
    private const string Template = "template_state";

    private static readonly PostgresServerOptions Fast = new()
    {
        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["fsync"] = "off", ["full_page_writes"] = "off", ["max_connections"] = "400" },
    };

    private PostgresServer? _server;
    private int _databases;

    public static EngineServer Current { get; private set; } = new();

    public PostgresServer Server
    {
        get
        {
            Counterpart.Require(_server is not null, "PostgreSQL (postgresql)");
            return _server!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        Current = this;
        if (!PostgresServer.IsHere)
        {
            return;
        }

        _server = await PostgresServer.StartAsync(Fast, CancellationToken.None);
        var template = await _server.CreateDatabaseAsync(Template, CancellationToken.None);
        await new PostgresDatabase(template, DatabaseName.State).DisposeAsync();
        await new PostgresDatabase(template, DatabaseName.Keys).DisposeAsync();
        await _server.RunAsync(Words, CancellationToken.None, Template);
    }

    /// <returns>Connection string of a new database with empty tables.</returns>
    public string NewDatabase()
    {
        var name = $"world_{Interlocked.Increment(ref _databases)}";

        // Worlds are made without waiting.
        Server.RunAsync($"CREATE DATABASE {name} TEMPLATE {Template}", CancellationToken.None).GetAwaiter().GetResult();
        return Server.ConnectionString(name);
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private const string Words = """
        CREATE SCHEMA sqlite_words;
        SET search_path = sqlite_words;
        CREATE DOMAIN blob AS bytea;
        CREATE FUNCTION json_extract(bytea, text) RETURNS text LANGUAGE sql
            AS $$ SELECT convert_from($1, 'UTF8')::json #>> string_to_array(substr($2, 3), '.') $$;
        CREATE OPERATOR ->> (LEFTARG = bytea, RIGHTARG = text, FUNCTION = json_extract);
        CREATE FUNCTION replace(bytea, text, text) RETURNS bytea LANGUAGE sql
            AS $$ SELECT convert_to(replace(convert_from($1, 'UTF8'), $2, $3), 'UTF8') $$;
        CREATE FUNCTION zeroblob(integer) RETURNS bytea LANGUAGE sql AS $$ SELECT decode(repeat('00', $1), 'hex') $$;
        CREATE FUNCTION randomblob(integer) RETURNS bytea LANGUAGE sql
            AS $$ SELECT decode(string_agg(lpad(to_hex((random() * 255)::integer), 2, '0'), ''), 'hex') FROM generate_series(1, $1) $$;
        CREATE FUNCTION hex(bytea) RETURNS text LANGUAGE sql AS $$ SELECT encode($1, 'hex') $$;
        CREATE FUNCTION instr(bytea, text) RETURNS integer LANGUAGE sql AS $$ SELECT position(convert_to($2, 'UTF8') IN $1) $$;
        CREATE FUNCTION is_number(boolean, integer) RETURNS boolean LANGUAGE sql AS $$ SELECT $1 = ($2 = 1) $$;
        CREATE OPERATOR = (LEFTARG = boolean, RIGHTARG = integer, FUNCTION = is_number);
        CREATE FUNCTION place_arrivals() RETURNS void LANGUAGE sql AS $$
            LOCK TABLE onceonly_state.ledger_tree IN SHARE ROW EXCLUSIVE MODE;
            WITH arrived AS (DELETE FROM onceonly_state.ledger_arrival RETURNING *)
            INSERT INTO onceonly_state.ledger_entry (id, person, body, sealed)
            SELECT (SELECT coalesce(max(id), 0) FROM onceonly_state.ledger_entry) + row_number() OVER (ORDER BY id), person, body, sealed FROM arrived
            $$;
        """;
}
