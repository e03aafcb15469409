// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OnceOnly.Identity.Keys;

namespace OnceOnly.Gateway.Operations.Health;

/// <summary>Whether the keys can be used: those of cookies and forms, and the provider's own.</summary>
internal sealed class KeysCheck(IDataProtectionProvider protection, IProviderKeys provider) : IHealthCheck
{
    private static readonly byte[] Probe = [1];

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var protector = protection.CreateProtector("OnceOnly.Gateway.Health");
            return Task.FromResult(protector.Unprotect(protector.Protect(Probe)).AsSpan().SequenceEqual(Probe) && provider.AreOpen
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("keys cannot be opened"));
        }
#pragma warning disable CA1031 // Whatever is the matter, keys cannot be opened.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("keys cannot be opened", exception));
        }
    }
}
