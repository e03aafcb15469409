// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>Answers from a folder of WireMock mappings on a port of this machine. What is supported: <c>wiremock/README.md</c>.</summary>
public sealed class MappingServer : IAsyncDisposable
{
    private const long MaximumRequestBytes = 1024 * 1024;

    private readonly WebApplication app;
    private readonly MappingSet mappings;
    private readonly ConcurrentQueue<JournalledCall> journal = new();

    private MappingServer(WebApplication app, MappingSet mappings)
    {
        this.app = app;
        this.mappings = mappings;
    }

    /// <summary>Where it listens, without path.</summary>
    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());

    /// <summary>What was asked for so far, in its order.</summary>
    public IReadOnlyCollection<JournalledCall> Journal => journal;

    /// <param name="root">Folder that holds <c>mappings</c> and <c>__files</c>.</param>
    /// <param name="port">Port to listen on, 0 for any.</param>
    /// <param name="time">Clock of delays; the system's when null.</param>
    /// <exception cref="MappingFormatException">Something in a mapping is not supported.</exception>
    public static async Task<MappingServer> StartAsync(string root, int port = 0, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = MaximumRequestBytes;
            kestrel.AddServerHeader = false;
        });
        var server = new MappingServer(builder.Build(), MappingSet.Read(root));
        server.app.Run(context => server.AnswerAsync(context, time ?? TimeProvider.System));
        await server.app.StartAsync();
        return server;
    }

    /// <summary>All scenarios start again.</summary>
    public void StartScenariosAgain() => mappings.StartAgain();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, TimeProvider time)
    {
        var request = await RecordedRequest.ReadAsync(context);
        journal.Enqueue(new JournalledCall(request.Path, request.Headers["X-Correlation-ID"]));
        if (mappings.Answering(request) is { } mapping)
        {
            await Task.Delay(mapping.Response.Delay, time, context.RequestAborted);
            await MappedAnswer.WriteAsync(mapping.Response, request, context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync("No mapping answers this request.", context.RequestAborted);
        }
    }
}
