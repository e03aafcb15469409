// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using OnceOnly.Pilot.Certificates;

namespace OnceOnly.EndToEnd.SamlProviders;

/// <summary>Speaks TLS before a server that does not, as a reverse proxy does.</summary>
internal static class TlsFront
{
    private static readonly HashSet<string> NotPassedOn = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Transfer-Encoding", "Content-Type", "Content-Length", "Keep-Alive",
    };

    public static async Task<WebApplication> StartAsync(int port, CertificateFile tls, Uri behind, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(tls.Load());
        }));
        var front = builder.Build();
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 1 });
        front.Run(context => PassOnAsync(context, http, behind));
        await front.StartAsync(cancellationToken);
        return front;
    }

    private static async Task PassOnAsync(HttpContext context, HttpClient http, Uri behind)
    {
        var request = context.Request;
        using var asked = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(behind, request.Path + request.QueryString.Value));
        foreach (var header in request.Headers.Where(header => !NotPassedOn.Contains(header.Key) && !header.Key.StartsWith(':')))
        {
            asked.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable());
        }

        if (request.ContentType is { } type)
        {
            asked.Content = new StreamContent(request.Body);
            asked.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            asked.Content.Headers.ContentLength = request.ContentLength;
        }

        using var answer = await http.SendAsync(asked, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var header in answer.Headers.Concat(answer.Content.Headers).Where(header => !NotPassedOn.Contains(header.Key) || header.Key == "Content-Type"))
        {
            context.Response.Headers.Append(header.Key, header.Value.ToArray());
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
