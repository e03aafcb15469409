// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Net.Sockets;
using OnceOnly.Testing.Programs;

namespace OnceOnly.Testing.Caches;

/// <summary>A throw-away Redis on loopback and a free port, that keeps nothing on disk.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly string? Program = Counterpart.Find("redis-server", "/usr/bin");

    private readonly RedisServerOptions _options;
    private readonly ScratchFolder _folder;
    private ChildProcess? _process;

    private RedisServer(RedisServerOptions options, ScratchFolder folder)
    {
        _options = options;
        _folder = folder;
    }

    /// <summary>Whether Redis is installed.</summary>
    public static bool IsHere => Program is not null;

    public int Port { get; } = FreePort.Find();

    private string PortText => Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>In the words of StackExchange.Redis.</summary>
    public string ConnectionString => string.Concat(
        "127.0.0.1:", PortText, _options.Password is { } password ? ",password=" + password : string.Empty, _options.Tls is null ? string.Empty : ",ssl=true");

    /// <summary>Starts it, or skips the test where Redis is not installed.</summary>
    public static async Task<RedisServer> StartAsync(RedisServerOptions options, CancellationToken cancellationToken)
    {
        Counterpart.Require(IsHere, "Redis (redis-server)");
        var server = new RedisServer(options, await ScratchFolder.CreateAsync(megabytes: null, cancellationToken));
        try
        {
            await server.StartAgainAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public static Task<RedisServer> StartAsync(CancellationToken cancellationToken) => StartAsync(new RedisServerOptions(), cancellationToken);

    /// <summary>Starts it (again), empty.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        _process = ChildProcess.Start(Program!, Arguments());
        await _process.WaitUntilAsync(() => AnswersAsync(cancellationToken), cancellationToken);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync() => await _process!.DisposeAsync();

    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await KillAsync();
        await StartAgainAsync(cancellationToken);
    }

    /// <summary>Leaves connections open and answers nothing (SIGSTOP), until <see cref="Continue"/>.</summary>
    public void Stall() => _process!.Signal("STOP");

    public void Continue() => _process!.Signal("CONT");

    /// <summary>Runs one command through <c>redis-cli</c>.</summary>
    /// <returns>The answer as it is printed.</returns>
    public Task<string> RunAsync(CancellationToken cancellationToken, params IEnumerable<string> command) => ChildProcess.RunAsync(
        "redis-cli",
        [
            "-h", "127.0.0.1", "-p", PortText,
            .. _options.Password is { } password ? ["-a", password, "--no-auth-warning"] : Array.Empty<string>(),
            .. _options.Tls is null ? Array.Empty<string>() : ["--tls", "--insecure"],
            .. command,
        ],
        cancellationToken);

    public Task FlushAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken, "FLUSHALL");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        await _folder.DisposeAsync();
    }

    private IEnumerable<string> Arguments()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["bind"] = "127.0.0.1",
            ["port"] = _options.Tls is null ? PortText : "0",
            ["dir"] = _folder.Path,
            ["save"] = string.Empty,
            ["appendonly"] = "no",
        };
        if (_options.Password is { } password)
        {
            settings["requirepass"] = password;
        }

        if (_options.Tls is { } tls)
        {
            settings["tls-port"] = PortText;
            settings["tls-cert-file"] = tls.CertificateFile;
            settings["tls-key-file"] = tls.KeyFile;
            settings["tls-auth-clients"] = "no";
        }

        foreach (var (name, value) in _options.Settings)
        {
            settings[name] = value;
        }

        return settings.SelectMany(setting => new[] { "--" + setting.Key, setting.Value });
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync("127.0.0.1", Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
