// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.InteropServices;

namespace Grpc.Core.Interceptors;

/// <summary>The call a client interceptor may change before it goes on.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct ClientInterceptorContext<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options)
    where TRequest : class
    where TResponse : class
{
    public Method<TRequest, TResponse> Method { get; } = method;

    public string? Host { get; } = host;

    public CallOptions Options { get; } = options;
}
