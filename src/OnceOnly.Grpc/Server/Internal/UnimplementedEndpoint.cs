// SPDX-License-Identifier: EUPL-1.2

using Grpc.Core;
using Grpc.Core.Internal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Answers gRPC calls to services and methods that do not exist.</summary>
internal static class UnimplementedEndpoint
{
    public static void MapOnce(IEndpointRouteBuilder routes, GrpcServer server)
    {
        if (!server.ClaimUnimplemented())
        {
            return;
        }

        var pattern = RoutePatternFactory.Parse(
            "/{unimplementedService}/{unimplementedMethod}",
            defaults: null,
            parameterPolicies: new { unimplementedMethod = new GrpcOnly() });
        routes.Map(pattern, (RequestDelegate)(http => AnswerAsync(http, server))).WithDisplayName("gRPC - unimplemented").ExcludeFromDescription();
    }

    public static Task AnswerAsync(HttpContext http, GrpcServer server)
    {
        if (GrpcRequest.TryAccept(http, server.Log))
        {
            GrpcServerLog.Unimplemented(server.Log);
            GrpcResponse.Begin(http);
            GrpcResponse.End(http.Response.Headers, new Status(StatusCode.Unimplemented, "There is no such service or method."));
            server.Telemetry.Ended(http, method: null, StatusCode.Unimplemented, TimeSpan.Zero);
        }

        return Task.CompletedTask;
    }

    /// <summary>Leaves every other request to the rest of the application.</summary>
    private sealed class GrpcOnly : IRouteConstraint
    {
        public bool Match(
            HttpContext? httpContext,
            IRouter? route,
            string routeKey,
            RouteValueDictionary values,
            RouteDirection routeDirection) =>
            httpContext is { Request: { Method: "POST", ContentType: { } contentType } } && GrpcHeader.IsGrpcContentType(contentType);
    }
}
