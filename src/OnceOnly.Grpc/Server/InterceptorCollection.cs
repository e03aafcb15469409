// SPDX-License-Identifier: EUPL-1.2

using System.Collections.ObjectModel;
using Grpc.Core.Interceptors;

namespace Grpc.AspNetCore.Server;

/// <summary>Interceptor types, in the order they run.</summary>
public class InterceptorCollection : Collection<InterceptorRegistration>
{
    /// <summary>Adds a type that is resolved for each call: from the container if registered there, else made with its services.</summary>
    public void Add<TInterceptor>(params object[] args)
        where TInterceptor : Interceptor => Add(new InterceptorRegistration(typeof(TInterceptor), args));
}
