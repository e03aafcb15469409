// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Testing.Programs;

namespace OnceOnly.Testing.Databases;

/// <summary>A throw-away PostgreSQL on loopback and a free port, with data of its own; superuser <c>postgres</c>, no password.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "postgres";

    private static readonly string? Programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).FirstOrDefault()
        : Path.GetDirectoryName(Counterpart.Find("initdb"));

    private readonly PostgresServerOptions _options;
    private readonly ScratchFolder _folder;
    private ChildProcess? _process;

    private PostgresServer(PostgresServerOptions options, ScratchFolder folder)
    {
        _options = options;
        _folder = folder;
    }

    /// <summary>Whether PostgreSQL is installed.</summary>
    public static bool IsHere => Programs is not null && File.Exists(Program("initdb"));

    /// <summary>Whether <see cref="PostgresServerOptions.Megabytes"/> can be had.</summary>
    public static bool CanBeLimited => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    public int Port { get; } = FreePort.Find();

    /// <summary>The last lines of its log.</summary>
    public string Log => _process?.Output ?? string.Empty;

    private string Data => Path.Combine(_folder.Path, "data");

    /// <summary>Starts it, or skips the test where PostgreSQL is not installed.</summary>
    public static async Task<PostgresServer> StartAsync(PostgresServerOptions options, CancellationToken cancellationToken)
    {
        Counterpart.Require(IsHere, "PostgreSQL (postgresql)");
        var folder = await ScratchFolder.CreateAsync(options.Megabytes, cancellationToken);
        var server = new PostgresServer(options, folder);
        try
        {
            await server.InitializeAsync(cancellationToken);
            await server.StartAgainAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public static Task<PostgresServer> StartAsync(CancellationToken cancellationToken) => StartAsync(new PostgresServerOptions(), cancellationToken);

    /// <summary>In the words of Npgsql.</summary>
    public string ConnectionString(string database = User) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username={User};Database={database}");

    /// <param name="name">Lower case letters, digits and underscores.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken cancellationToken)
    {
        await RunAsync($"CREATE DATABASE {name}", cancellationToken);
        return ConnectionString(name);
    }

    /// <summary>Runs statements as superuser.</summary>
    /// <returns>What they return, one row a line.</returns>
    public Task<string> RunAsync(string sql, CancellationToken cancellationToken, string database = User) => ChildProcess.RunAsync(
        Program("psql"),
        ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", User, "-d", database, "-c", sql],
        cancellationToken);

    /// <summary>Ends it in order; connections are cut.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _process!.Signal("INT");
        await _process.WaitForExitAsync(cancellationToken);
        await _process.DisposeAsync();
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync() => await _process!.DisposeAsync();

    /// <summary>Starts it (again) on its data, and waits until it has recovered and answers.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _process = Launch();
            try
            {
                await _process.WaitUntilAsync(() => AnswersAsync(cancellationToken), cancellationToken);
                return;
            }
            catch (InvalidOperationException) when (_process.Output.Contains("shared memory block", StringComparison.Ordinal))
            {
                // Children of the one that was killed are about to notice.
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        }
    }

    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopAsync(cancellationToken);
        await StartAgainAsync(cancellationToken);
    }

    /// <summary>Starts it when it has ended by itself, as a supervisor does.</summary>
    public async Task SuperviseAsync(CancellationToken cancellationToken)
    {
        // Whoever is about to end for want of space ends now.
        while (!_process!.HasExited && !await AnswersAsync(cancellationToken))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }

        if (_process.HasExited)
        {
            await _process.DisposeAsync();
            await StartAgainAsync(cancellationToken);
        }
    }

    /// <summary>Refuses writes from now on, as a standby or a server with a full archive does; or takes them again.</summary>
    public async Task SetReadOnlyAsync(bool isReadOnly, CancellationToken cancellationToken)
    {
        // This session itself would be read-only already.
        const string Writing = $"dbname={User} options='-c default_transaction_read_only=off'";
        await RunAsync("ALTER SYSTEM SET default_transaction_read_only = " + (isReadOnly ? "on" : "off"), cancellationToken, Writing);
        await RunAsync("SELECT pg_reload_conf()", cancellationToken);
    }

    /// <summary>Takes up space next to the data, so that a server with limited space runs out of it.</summary>
    /// <returns>Gives the space back when disposed.</returns>
    public async Task<IAsyncDisposable> FillAsync(CancellationToken cancellationToken)
    {
        var ballast = new Ballast(Path.Combine(_folder.Path, "ballast"));
        await ballast.FillAsync(cancellationToken);
        return ballast;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        await _folder.DisposeAsync();
    }

    private static string Program(string name) => Path.Combine(Programs!, name);

    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        if (Environment.IsPrivilegedProcess)
        {
            await ChildProcess.RunAsync("chown", [User, _folder.Path], cancellationToken);
        }

        var (program, arguments) = AsUser(Program("initdb"), ["-D", Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        await ChildProcess.RunAsync(program, arguments, cancellationToken);
    }

    private ChildProcess Launch()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = Port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = string.Empty,
            ["shared_buffers"] = "64MB",
            ["max_connections"] = "200",
        };
        foreach (var (name, value) in _options.Settings)
        {
            settings[name] = value;
        }

        var (program, arguments) = AsUser(Program("postgres"), ["-D", Data, .. settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" })]);
        return ChildProcess.Start(program, arguments);
    }

    /// <summary>PostgreSQL refuses to run as root. <c>setpriv</c> becomes the program, so that signals reach it.</summary>
    private static (string Program, IEnumerable<string> Arguments) AsUser(string program, IEnumerable<string> arguments) => Environment.IsPrivilegedProcess
        ? ("setpriv", [$"--reuid={User}", $"--regid={User}", "--init-groups", program, .. arguments])
        : (program, arguments);

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync("SELECT 1", cancellationToken);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
