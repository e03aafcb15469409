// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Makes a service or an interceptor for one call: from the container if it is registered there, else with its services.</summary>
internal sealed class Activation<T>
    where T : class
{
    private readonly Type _type;
    private readonly object[] _arguments;
    private readonly ObjectFactory? _factory;

    public Activation(IServiceProvider services, Type type, params object[] arguments)
    {
        _type = type;
        _arguments = arguments;
        var registered = arguments.Length == 0 && services.GetService<IServiceProviderIsService>()?.IsService(type) == true;
        _factory = registered ? null : ActivatorUtilities.CreateFactory(type, Array.ConvertAll(arguments, argument => argument.GetType()));
    }

    public T For(HttpContext http)
    {
        if (_factory is null)
        {
            return (T)http.RequestServices.GetRequiredService(_type);
        }

        var made = (T)_factory(http.RequestServices, _arguments);
        switch (made)
        {
            case IAsyncDisposable disposable: http.Response.RegisterForDisposeAsync(disposable); break;
            case IDisposable disposable: http.Response.RegisterForDispose(disposable); break;
        }

        return made;
    }
}
