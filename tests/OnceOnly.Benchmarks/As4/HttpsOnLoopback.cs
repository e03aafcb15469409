// SPDX-License-Identifier: EUPL-1.2

using System.Net;

namespace OnceOnly.Benchmarks.As4;

/// <summary>A web server with the receiver's certificate, and a client that trusts no other.</summary>
internal sealed class HttpsOnLoopback : IAsyncDisposable
{
    private readonly WebApplication web;

    private HttpsOnLoopback(WebApplication web, HttpClient client)
    {
        this.web = web;
        Client = client;
    }

    public HttpClient Client { get; }

    public Uri Endpoint => new(web.Urls.First() + "/as4");

    public static async Task<HttpsOnLoopback> StartAsync(Correspondents correspondents, RequestDelegate handle)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(correspondents.Receiver));
        });
        var server = builder.Build();
        server.MapPost("/as4", handle);
        await server.StartAsync();
        return new HttpsOnLoopback(server, new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == correspondents.Receiver.Thumbprint },
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        Client.Dispose();
    }
}
