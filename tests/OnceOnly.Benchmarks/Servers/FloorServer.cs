// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace OnceOnly.Benchmarks.Servers;

/// <summary>
/// The floor: what Kestrel needs for a request, a reply of that size, and trailers, over the same TLS, without anything
/// in between. No gRPC server on Kestrel can be faster.
/// </summary>
internal static class FloorServer
{
    private const int Prefix = 5;

    /// <summary>Runs until it is killed.</summary>
    /// <param name="certificate">PEM file of the TLS certificate.</param>
    /// <param name="key">PEM file of its key.</param>
    /// <param name="messages">Sizes of the reply's messages in bytes.</param>
    public static async Task RunAsync(string certificate, string key, IEnumerable<int> messages)
    {
        var reply = Frame(messages);
        using var pem = X509Certificate2.CreateFromPemFile(certificate, key);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.UseHttps(pem);
            });
        });
        await using var app = builder.Build();
        app.Run(context => AnswerAsync(context, reply));
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ready {new Uri(address).Port}"));
        await app.WaitForShutdownAsync();
    }

    private static async Task AnswerAsync(HttpContext context, byte[] reply)
    {
        var request = context.Request.BodyReader;
        while (true)
        {
            var read = await request.ReadAsync();
            request.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        context.Response.ContentType = "application/grpc";
        context.Response.DeclareTrailer("grpc-status");
        await context.Response.BodyWriter.WriteAsync(reply);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private static byte[] Frame(IEnumerable<int> messages) => [.. messages.SelectMany(size =>
    {
        var message = new byte[Prefix + size];
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), size);
        return message;
    })];
}
