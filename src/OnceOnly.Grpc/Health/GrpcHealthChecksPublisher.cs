// SPDX-License-Identifier: EUPL-1.2

using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>
/// Hands the results of the health checks to the health service. Callers get the last result and never start a check, so
/// that asking costs nothing.
/// </summary>
internal sealed class GrpcHealthChecksPublisher : IHealthCheckPublisher
{
    private readonly HealthServiceImpl _health;
    private readonly GrpcHealthChecksOptions _options;

    public GrpcHealthChecksPublisher(
        HealthServiceImpl health,
        IOptions<GrpcHealthChecksOptions> options,
        IOptions<HealthCheckServiceOptions> checks,
        IHostApplicationLifetime lifetime)
    {
        _health = health;
        _options = options.Value;
        foreach (var mapping in _options.Services)
        {
            // Until the first results are in, only what depends on no check is known to serve.
            var depends = checks.Value.Registrations.Any(check => mapping.HealthCheckPredicate(new HealthCheckMapContext(check.Name, check.Tags)));
            Set(mapping, serves: !depends);
        }

        lifetime.ApplicationStopping.Register(health.Stop);
    }

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        foreach (var mapping in _options.Services)
        {
            var serves = report.Entries
                .Where(entry => mapping.HealthCheckPredicate(new HealthCheckMapContext(entry.Key, entry.Value.Tags)))
                .All(entry => entry.Value.Status != HealthStatus.Unhealthy);
            Set(mapping, serves);
        }

        return Task.CompletedTask;
    }

    private void Set(ServiceMapping mapping, bool serves) => _health.SetStatus(
        mapping.Name,
        serves ? HealthCheckResponse.Types.ServingStatus.Serving : HealthCheckResponse.Types.ServingStatus.NotServing);
}
