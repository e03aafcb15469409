// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Carries on the registration that AddGrpc began.</summary>
public interface IGrpcServerBuilder
{
    IServiceCollection Services { get; }
}
