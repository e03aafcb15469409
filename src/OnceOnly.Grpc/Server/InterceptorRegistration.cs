// SPDX-License-Identifier: EUPL-1.2

namespace Grpc.AspNetCore.Server;

/// <summary>An interceptor type and the constructor arguments that do not come from the container.</summary>
public class InterceptorRegistration
{
    internal InterceptorRegistration(Type type, object[] arguments)
    {
        Type = type;
        Arguments = arguments;
    }

    public Type Type { get; }

    public IReadOnlyList<object> Arguments { get; }
}
