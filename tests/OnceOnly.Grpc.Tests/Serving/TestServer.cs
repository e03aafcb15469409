// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Security.Cryptography.X509Certificates;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OnceOnly.Grpc.Tests.Serving;

/// <summary>The interop service on Kestrel, with and without TLS, on ports the system chooses.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;

    private TestServer(WebApplication app, X509Certificate2 certificate)
    {
        _app = app;
        _certificate = certificate;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Http2 = new Uri(addresses.First(address => address.StartsWith("http:", StringComparison.Ordinal)));
        Http1 = new Uri(addresses.Last(address => address.StartsWith("http:", StringComparison.Ordinal)));
        Tls = new Uri(addresses.Single(address => address.StartsWith("https:", StringComparison.Ordinal)));
    }

    public Uri Http2 { get; }

    public Uri Http1 { get; }

    public Uri Tls { get; }

    public string CertificatePem => _certificate.ExportCertificatePem();

    public IServiceProvider Services => _app.Services;

    public CallWatch Watch => Services.GetRequiredService<CallWatch>();

    public RecordedLogs Logs => Services.GetRequiredService<RecordedLogs>();

    public static async Task<TestServer> StartAsync(
        Action<GrpcServiceOptions>? options = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? endpoints = null)
    {
        var certificate = TestCertificate.Create();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).Services.AddSingleton<RecordedLogs>();
        builder.Services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<RecordedLogs>());
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.UseHttps(certificate);
            });
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddSingleton<CallWatch>();
        builder.Services.AddGrpc(options ?? (_ => { }));
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapGrpcService<InteropService>();
        app.MapGet("/hello", () => "hello");
        endpoints?.Invoke(app);
        await app.StartAsync();
        return new TestServer(app, certificate);
    }

    public GrpcChannel Connect(Action<GrpcChannelOptions>? change = null) => Open(Http2, change);

    public GrpcChannel ConnectTls() => Open(Tls, null);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private GrpcChannel Open(Uri address, Action<GrpcChannelOptions>? change)
    {
        var options = new GrpcChannelOptions
        {
            DisposeHttpClient = true,
            HttpHandler = new SocketsHttpHandler
            {
                SslOptions =
                {
                    RemoteCertificateValidationCallback = (_, presented, _, _) =>
                        presented is not null && presented.GetRawCertData().AsSpan().SequenceEqual(_certificate.RawDataMemory.Span),
                },
            },
        };
        change?.Invoke(options);
        return GrpcChannel.ForAddress(address, options);
    }
}
