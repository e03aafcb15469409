// SPDX-License-Identifier: EUPL-1.2

using Grpc.AspNetCore.Server.Internal;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

public static class ServerCallContextExtensions
{
    /// <summary>The HTTP request that carries the call: user, connection, services of the request.</summary>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        if (serverCallContext is ServerCall call)
        {
            return call.Http;
        }

        return serverCallContext.UserState.TryGetValue(ServerCall.HttpContextKey, out var value) && value is HttpContext http
            ? http
            : throw new InvalidOperationException("This call did not come over HTTP.");
    }
}
