// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;

namespace OnceOnly.Gateway.Operations.Health;

/// <summary>
/// On shutdown the gateway first says that it is not ready, waits until load balancers have noticed, and only then stops
/// taking connections. Whoever still uses one meanwhile is asked to come back on another.
/// </summary>
internal sealed class Draining(IOptions<OperationsOptions> options, TimeProvider time) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _over = new();

    /// <summary>Whether shutdown has begun.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether load balancers have had their time: what could last for ever has to end now.</summary>
    public CancellationToken IsOver => _over.Token;

    /// <summary>Whether everything is started.</summary>
    public bool IsStarted { get; private set; }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        IsStarted = true;
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        HasBegun = true;
        await Task.Delay(options.Value.DrainTime, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _over.CancelAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _over.Dispose();
}
