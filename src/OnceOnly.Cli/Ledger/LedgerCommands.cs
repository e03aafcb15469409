// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.Evidence.Ledger.Verification;
using OnceOnly.Evidence.State;
using OnceOnly.Storage.Ledger;

namespace OnceOnly.Cli.Ledger;

/// <summary>The ledger, looked at from outside.</summary>
internal static class LedgerCommands
{
    private const string Folder = "--folder";
    private const string Database = "--database";
    private const string Postgres = "--postgres";
    private const string Checkpoints = "--checkpoints";
    private const string Key = "--key";
    private const string AllowEmpty = "--allow-empty";

    public static IReadOnlyList<Command> All { get; } =
    [
        new(
            "ledger verify",
            "[--folder DIR] [--database state.db | --postgres FILE] [--checkpoints checkpoints.log] [--key checkpoint.pub.pem] [--allow-empty]",
            "Recomputes the ledger and holds it against its signed checkpoints; names what does not fit. Give the checkpoints and the key from where you keep them safe; for PostgreSQL, a file with the connection string, whose user only needs to read. Without any checkpoint it fails, unless --allow-empty says that the ledger is new.",
            VerifyAsync)
        {
            Options = [Folder, Database, Postgres, Checkpoints, Key],
            Flags = [AllowEmpty],
        },
    ];

    private static async Task<int> VerifyAsync(Invocation invocation)
    {
        var arguments = invocation.Arguments;
        if (arguments.Operands.Count > 0)
        {
            throw new UsageException($"unexpected {arguments.Operands[0]}");
        }

        var folder = arguments.Optional(Folder) ?? ".";
        var checkpoints = arguments.Optional(Checkpoints) ?? Path.Combine(folder, "checkpoints.log");
        var key = arguments.Optional(Key) ?? Path.Combine(folder, "checkpoint.pub.pem");
        using var publicKey = ReadKey(key);
        var allowEmpty = arguments.Has(AllowEmpty);
        var notes = allowEmpty && !File.Exists(checkpoints) ? [] : CheckpointNote.Split(Read(checkpoints));
        await using var ledger = Open(arguments.Optional(Postgres), arguments.Optional(Database), folder);
        try
        {
            var report = await new LedgerVerifier(ledger.Store, publicKey).VerifyAsync(notes, allowEmpty, invocation.CancellationToken);
            return await TellAsync(report, invocation.Output);
        }
        catch (StateUnavailableException failure)
        {
            throw new UsageException($"cannot read the ledger: {failure.InnerException?.Message}");
        }
    }

    private static StoredLedger Open(string? postgres, string? database, string folder)
    {
        if (postgres is not null)
        {
            return database is null
                ? OpenPostgres(Read(postgres).Trim(), postgres)
                : throw new UsageException($"give either {Database} or {Postgres}");
        }

        database ??= Path.Combine(folder, "state.db");
        return File.Exists(database)
            ? StoredLedger.InFile(database)
            : throw new UsageException($"cannot read {database}: there is no such file");
    }

    private static StoredLedger OpenPostgres(string connectionString, string file)
    {
        try
        {
            return StoredLedger.InPostgres(connectionString);
        }
        catch (ArgumentException)
        {
            throw new UsageException($"{file} does not hold a connection string");
        }
    }

    private static async Task<int> TellAsync(LedgerReport report, TextWriter output)
    {
        foreach (var fault in report.Faults)
        {
            await output.WriteLineAsync($"{fault.Place}: {fault.Problem}");
        }

        var younger = report.Entries - report.Covered;
        await output.WriteLineAsync($"{report.Entries} entries, {report.Checkpoints} checkpoints, the last of which covers {report.Covered} entries"
            + (younger > 0 ? $"; {younger} are younger" : string.Empty));
        await output.WriteLineAsync(report.Faults.Count == 0 ? "ledger verify: ok" : "ledger verify: FAILED");
        return report.Faults.Count == 0 ? ExitCode.Success : ExitCode.Refused;
    }

    private static ECDsa ReadKey(string file)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(Read(file));
            return key;
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new UsageException($"{file} is not a public key in PEM");
        }
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot read {file}: {failure.Message}");
        }
    }
}
