// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Internal;

internal sealed record GrpcServerBuilder(IServiceCollection Services) : IGrpcServerBuilder;
