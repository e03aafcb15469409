// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OnceOnly.Gateway.Api;
using OnceOnly.Gateway.Listeners;

namespace OnceOnly.Gateway.Operations.Health;

/// <summary>
/// <c>/health/live</c> says that the process answers, <c>/health/startup</c> that its start is over, <c>/health/ready</c>
/// that it can serve: 200 or 503, and each check with its duration.
/// </summary>
internal static class HealthPages
{
    public const string Ready = "ready";
    public const string Startup = "startup";

    public static void MapHealthPages(this IEndpointRouteBuilder endpoints)
    {
        Map("/health/live", _ => false);
        Map("/health/startup", check => check.Tags.Contains(Startup));
        Map("/health/ready", check => check.Tags.Contains(Ready));

        void Map(string path, Func<HealthCheckRegistration, bool> checks) => endpoints
            .MapHealthChecks(path, new HealthCheckOptions { Predicate = checks, ResponseWriter = WriteAsync })
            .ServedOn(Listener.Operations);
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var body = new
        {
            status = report.Status,
            checks = report.Entries.ToDictionary(
                entry => entry.Key,
                entry => new { status = entry.Value.Status, milliseconds = Math.Round(entry.Value.Duration.TotalMilliseconds, 1), note = entry.Value.Description },
                StringComparer.Ordinal),
        };
        return context.Response.WriteAsJsonAsync(body, ApiJson.Options, context.RequestAborted);
    }
}
