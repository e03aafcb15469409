// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;

namespace OnceOnly.Gateway.Listeners;

/// <summary>
/// Answers 421 when the Host header is not the origin of the door the connection came through, and hides endpoints
/// that are not served there.
/// </summary>
internal sealed class ListenerGuard(RequestDelegate next, IOptions<ListenersOptions> options)
{
    public Task InvokeAsync(HttpContext context)
    {
        // Hosted without Kestrel's listeners (a test server) there is one door only.
        var listener = context.Features.Get<ListenerFeature>()?.Listener ?? Listener.Public;
        if (listener is not Listener.Operations && !IsOrigin(context.Request.Host, options.Value.Of(listener).Origin!))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return Task.CompletedTask;
        }

        if (context.GetEndpoint() is { } endpoint && !IsServed(endpoint, listener))
        {
            context.SetEndpoint(null);
        }

        return next(context);
    }

    private static bool IsOrigin(HostString host, Uri origin) =>
        host.HasValue
        && string.Equals(host.Host, origin.Host, StringComparison.OrdinalIgnoreCase)
        && (host.Port ?? 443) == origin.Port;

    // Routing itself answers 405 and 415, for all endpoints of an address together, with an endpoint that is no route.
    private static bool IsServed(Endpoint endpoint, Listener listener) =>
        endpoint.Metadata.GetMetadata<ServedOnAttribute>() is { } servedOn
            ? servedOn.Listeners.Contains(listener)
            : listener is Listener.Public || (listener is Listener.MutualTls && endpoint is not RouteEndpoint);
}
