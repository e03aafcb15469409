// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OnceOnly.Gateway.Operations.Health;

/// <summary>Not ready before the start is over and after the stop has begun.</summary>
internal sealed class ReadinessCheck(Draining draining) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(draining switch
        {
            { HasBegun: true } => HealthCheckResult.Unhealthy("stopping"),
            { IsStarted: false } => HealthCheckResult.Unhealthy("starting"),
            _ => HealthCheckResult.Healthy(),
        });
}
