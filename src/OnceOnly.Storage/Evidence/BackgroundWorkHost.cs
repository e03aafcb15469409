// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OnceOnly.Evidence.Upkeep;

namespace OnceOnly.Storage.Evidence;

/// <summary>Runs the heart's background work with the host, where the host has a heart.</summary>
internal sealed class BackgroundWorkHost(IServiceProvider services) : BackgroundService
{
    private BackgroundWorker? _worker;

    /// <summary>Makes all of it before the host has started, so that what is wrong with its files ends the start.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _worker = services.GetService<BackgroundWorker>();
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _worker?.RunAsync(stoppingToken) ?? Task.CompletedTask;
}
