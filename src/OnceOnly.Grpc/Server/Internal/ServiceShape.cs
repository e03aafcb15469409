// SPDX-License-Identifier: EUPL-1.2

using System.Reflection;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Asks generated code for the methods of a service.</summary>
internal static class ServiceShape
{
    public static void Bind<TService>(ServiceBinderBase binder)
    {
        var attribute = typeof(TService).GetCustomAttribute<BindServiceMethodAttribute>(inherit: true);
        var bind = attribute?.BindType
            .GetMethods(BindingFlags.Public | BindingFlags.Static)
            .FirstOrDefault(method => method.Name == attribute.BindMethodName
                && method.GetParameters() is [{ ParameterType: var first }, _]
                && first == typeof(ServiceBinderBase));
        if (bind is null)
        {
            throw new InvalidOperationException($"{typeof(TService)} does not derive from a generated gRPC service base.");
        }

        bind.Invoke(null, [binder, null]);
    }
}
