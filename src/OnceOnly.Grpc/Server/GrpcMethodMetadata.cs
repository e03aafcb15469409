// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>Marks an endpoint as a gRPC method.</summary>
public sealed class GrpcMethodMetadata(Type serviceType, IMethod method)
{
    public Type ServiceType { get; } = serviceType;

    public IMethod Method { get; } = method;
}
