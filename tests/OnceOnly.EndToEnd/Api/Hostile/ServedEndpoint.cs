// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using OnceOnly.Gateway;
using OnceOnly.Gateway.Listeners;
using OnceOnly.Pilot.Sites;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Api.Hostile;

/// <summary>One method of one route, at one of the doors that serve it.</summary>
/// <param name="Name">Method and route, for example <c>POST /connect/par</c>. Pages answer any method; theirs is <c>*</c>.</param>
/// <param name="Path">An address that the route matches.</param>
/// <param name="Door">Where to call it.</param>
/// <param name="Doors">All doors that serve it.</param>
internal sealed record ServedEndpoint(string Name, string Path, Listener Door, IReadOnlyList<Listener> Doors)
{
    public HttpMethod Method => HttpMethod.Parse(Name.Split(' ')[0] is "*" or "GET,POST" ? "POST" : Name.Split(' ')[0]);

    /// <summary>What the gateway serves with this configuration, from its own routing table.</summary>
    public static async Task<IReadOnlyList<ServedEndpoint>> AllAsync(PilotWorld world)
    {
        await using var gateway = GatewayApplication.Create([.. world.GatewayArguments]);
        return [.. ((IEndpointRouteBuilder)gateway).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(Of)];
    }

    public Uri At(PilotAddresses addresses) => new(
        Door switch
        {
            Listener.MutualTls => addresses.GatewayMutualTls,
            Listener.Documents => addresses.GatewayDocuments,
            Listener.Operations => addresses.GatewayOperations,
            _ => addresses.Gateway,
        },
        Path);

    private static ServedEndpoint Of(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"];
        var doors = endpoint.Metadata.GetMetadata<ServedOnAttribute>()?.Listeners ?? [Listener.Public];
        var name = Join(endpoint, parameter => $"{{{parameter}}}");
        var path = Join(endpoint, parameter => parameter switch { "status" => "404", "documentName" => "v1", _ => "any" });

        // With a certificate a token needs no proof of its own for each call.
        return new ServedEndpoint($"{string.Join(',', methods)} {WithoutHash(name)}", path, doors.Contains(Listener.MutualTls) ? Listener.MutualTls : doors[0], doors);
    }

    private static string Join(RouteEndpoint endpoint, Func<string, string> parameter) =>
        "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part =>
            part is RoutePatternParameterPart named ? parameter(named.Name) : ((RoutePatternLiteralPart)part).Content))));

    /// <summary>The name of an asset changes with its content.</summary>
    private static string WithoutHash(string route) =>
        route.StartsWith("/assets/", StringComparison.Ordinal) && route.Split('.') is [var name, _, var extension] ? $"{name}.{extension}" : route;
}
