// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace OnceOnly.Registries.Tests;

/// <summary>A registry that does what a test says, on a port of this machine.</summary>
internal sealed class ScriptedRegistry : IAsyncDisposable
{
    public const string PersonJson = """{"person":{"id":"EL/EL/1001","family":"Papadopoulou","given":"Maria","born":"1985-03-14"}}""";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<ReceivedRequest> received = new();

    private ScriptedRegistry(WebApplication app) => this.app = app;

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public IReadOnlyCollection<ReceivedRequest> Received => received;

    /// <summary>Answers <c>/lookup</c>; one record unless a test says otherwise.</summary>
    public RequestDelegate Lookup { get; set; } = context => JsonAsync(context, """{"records":[{"key":"7"}]}""");

    /// <summary>Answers everything else; the person's JSON unless a test says otherwise.</summary>
    public RequestDelegate Document { get; set; } = context => JsonAsync(context, PersonJson);

    public static async Task<ScriptedRegistry> StartAsync(Action<ListenOptions>? listen = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, options => listen?.Invoke(options)));
        if (listen is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        var registry = new ScriptedRegistry(builder.Build());
        registry.app.Run(registry.AnswerAsync);
        await registry.app.StartAsync();
        return registry;
    }

    public static Task JsonAsync(HttpContext context, string json) => AnswerAsync(context, 200, "application/json", json);

    public static Task AnswerAsync(HttpContext context, int status, string? mediaType = null, string body = "")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        return context.Response.WriteAsync(body);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        received.Enqueue(new ReceivedRequest(context.Request.Method, target, headers, await reader.ReadToEndAsync()));
        await (target.StartsWith("/lookup", StringComparison.Ordinal) ? Lookup : Document)(context);
    }
}

internal sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);
