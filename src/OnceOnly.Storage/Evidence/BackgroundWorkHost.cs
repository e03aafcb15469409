// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OnceOnly.Evidence.Upkeep;

namespace OnceOnly.Storage.Evidence;

/// <summary>Runs the heart's background work with the host, where the host has a heart.</summary>
internal sealed class BackgroundWorkHost(IServiceProvider services) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        services.GetService<BackgroundWorker>()?.RunAsync(stoppingToken) ?? Task.CompletedTask;
}
