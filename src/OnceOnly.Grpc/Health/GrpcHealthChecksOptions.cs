// SPDX-License-Identifier: EUPL-1.2

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Which health checks say whether a service serves.</summary>
public sealed class GrpcHealthChecksOptions
{
    /// <summary>By default the empty name, for the server as a whole, and all checks.</summary>
    public ServiceMappingCollection Services { get; } = new();
}
