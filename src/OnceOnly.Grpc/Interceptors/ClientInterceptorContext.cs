// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.InteropServices;

namespace Grpc.Core.Interceptors;

/// <summary>The call a client interceptor may change before it goes on.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ClientInterceptorContext<TRequest, TResponse>(Method<TRequest, TResponse> Method, string? Host, CallOptions Options)
    where TRequest : class
    where TResponse : class;
