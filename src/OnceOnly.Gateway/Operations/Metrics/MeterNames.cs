// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Operations.Metrics;

internal static class MeterNames
{
    /// <summary>Our own meters and those of the runtime that say how the gateway is doing.</summary>
    public static readonly string[] All = ["OnceOnly.*", "Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime"];
}
