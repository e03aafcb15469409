// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Storage.Caching;
using StackExchange.Redis;

namespace OnceOnly.Storage.Redis;

/// <summary>
/// The one connection to Redis. It never fails its caller and never keeps it longer than the timeout: a Redis that does
/// not answer is left alone for a pause, then one caller tries it.
/// </summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    // The library reconnects by itself when a connection breaks, but not when one goes silent.
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(15);

    private readonly RedisOptions _options;
    private readonly TimeProvider _clock;
    private readonly CacheMeter _meter;
    private readonly OccasionalLog _log;
    private Task<ConnectionMultiplexer> _connection;
    private long _pausedUntil;
    private long _failingSince;

    public RedisConnection(IOptions<RedisOptions> options, TimeProvider clock, CacheMeter meter, ILogger<RedisConnection> log)
    {
        _options = options.Value;
        _clock = clock;
        _meter = meter;
        _log = new OccasionalLog(log, clock);
        _connection = ConnectAsync();
    }

    /// <returns>The answer; nothing when there was none in time.</returns>
    public async ValueTask<RedisAnswer<T>> AskAsync<T>(Func<IDatabase, Task<T>> command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!MayAsk())
        {
            return default;
        }

        try
        {
            // While the first connection is being made nobody waits for it.
            if (!_connection.IsCompleted)
            {
                return default;
            }

            var database = (await _connection).GetDatabase(_options.Database);
            var answer = await command(database).WaitAsync(_options.Timeout, _clock, cancellationToken);
            Succeeded();
            return new RedisAnswer<T>(answer);
        }
        catch (RedisServerException exception)
        {
            // It answered, and at once: what it refused is this one command.
            Failed("refused", exception.GetType().Name);
            return default;
        }
#pragma warning disable CA1031 // Whatever is wrong with a cache is no reason to fail.
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(exception is TimeoutException ? "timeout" : "unreachable", exception.GetType().Name);
            Pause();
            return default;
        }
    }

    /// <param name="kind">How it failed, from a closed list.</param>
    /// <param name="what">Name of an exception's type; never its message, which quotes keys.</param>
    public void Failed(string kind, string what)
    {
        _meter.RedisFailed(kind);
        _log.Failed(kind, what);
    }

    public async ValueTask DisposeAsync() => await CloseAsync(_connection);

    private bool MayAsk()
    {
        var until = Volatile.Read(ref _pausedUntil);
        if (until == 0)
        {
            return true;
        }

        var now = _clock.GetTimestamp();
        return now >= until && Interlocked.CompareExchange(ref _pausedUntil, now + TicksOf(_options.Pause), until) == until;
    }

    private void Succeeded()
    {
        if (Interlocked.Exchange(ref _pausedUntil, 0) != 0)
        {
            Interlocked.Exchange(ref _failingSince, 0);
            _log.Resumed();
        }
    }

    private void Pause()
    {
        var now = _clock.GetTimestamp();
        Volatile.Write(ref _pausedUntil, now + TicksOf(_options.Pause));
        var since = Interlocked.CompareExchange(ref _failingSince, now, 0);
        if (since != 0
            && now - since >= TicksOf(RenewAfter)
            && Interlocked.CompareExchange(ref _failingSince, now, since) == since)
        {
            var silent = Interlocked.Exchange(ref _connection, ConnectAsync());
            _ = CloseAsync(silent);
        }
    }

    private long TicksOf(TimeSpan time) => (long)(time.TotalSeconds * _clock.TimestampFrequency);

    private Task<ConnectionMultiplexer> ConnectAsync() => Task.Run(async () =>
    {
        var endpoint = RedisEndpoint.Parse(_options.Endpoint)!;
        var configuration = new ConfigurationOptions
        {
            AbortOnConnectFail = false,
            AllowAdmin = false,
            ClientName = "onceonly-gateway",
            ConnectRetry = 1,
            ConnectTimeout = (int)_options.ConnectTimeout.TotalMilliseconds,
            KeepAlive = 15,
            Password = _options.PasswordFile is { } file ? (await File.ReadAllTextAsync(file)).Trim() : null,
            SyncTimeout = (int)_options.Timeout.TotalMilliseconds,
        };
        configuration.EndPoints.Add(endpoint.Address);
        if (_options.Tls)
        {
            RedisTls.Apply(_options, endpoint.Host, configuration);
        }

        var connection = await ConnectionMultiplexer.ConnectAsync(configuration);

        // Answers belong to callers that do not know each other, so their order means nothing.
        connection.PreserveAsyncOrder = false;
        return connection;
    });

    [SuppressMessage("Design", "CA1031", Justification = "What cannot be closed is gone anyway.")]
    private static async Task CloseAsync(Task<ConnectionMultiplexer> connection)
    {
        try
        {
            await (await connection).CloseAsync(allowCommandsToComplete: false);
        }
        catch (Exception)
        {
            // It never was a connection.
        }
    }
}
