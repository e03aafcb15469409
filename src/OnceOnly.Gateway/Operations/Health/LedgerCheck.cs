// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Diagnostics.HealthChecks;
using OnceOnly.Evidence.Ledger.Checkpoints;

namespace OnceOnly.Gateway.Operations.Health;

/// <summary>A ledger that is not what was signed before is a case for people; the instance that found it out serves no more.</summary>
internal sealed class LedgerCheck(LedgerStatus ledger) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(ledger.Problem is { } problem ? HealthCheckResult.Unhealthy("the ledger is broken: " + problem) : HealthCheckResult.Healthy());
}
