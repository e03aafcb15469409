// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Connections.Features;

namespace OnceOnly.Gateway.Operations.Health;

/// <summary>
/// While the gateway drains, each request is the last to begin on its connection: HTTP/2 clients get a GOAWAY, others
/// <c>Connection: close</c>. A balancer of connections cannot move clients that keep theirs.
/// </summary>
internal sealed class LastConnection(RequestDelegate next, Draining draining)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (draining.HasBegun)
        {
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }

        return next(context);
    }
}
