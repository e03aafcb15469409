// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What all services share.</summary>
internal sealed class GrpcServer(TimeProvider time, GrpcServerTelemetry telemetry, ILogger<GrpcServer> logger)
{
    private bool _unimplementedClaimed;

    public TimeProvider Time => time;

    public GrpcServerTelemetry Telemetry => telemetry;

    public ILogger Log => logger;

    /// <summary>True for the first to ask: one endpoint answers for all that does not exist.</summary>
    public bool ClaimUnimplemented() => !Interlocked.Exchange(ref _unimplementedClaimed, true);
}
