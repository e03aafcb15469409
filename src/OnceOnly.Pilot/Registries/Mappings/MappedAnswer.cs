// SPDX-License-Identifier: EUPL-1.2

using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Primitives;

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>Writes what a mapping says, or breaks the connection as it says.</summary>
internal static class MappedAnswer
{
    public static async Task WriteAsync(MappedResponse mapped, RecordedRequest request, HttpContext context)
    {
        switch (mapped.Fault)
        {
            case ResponseFault.ConnectionReset:
                Reset(context);
                break;
            case ResponseFault.EmptyResponse:
                context.Abort();
                break;
            case ResponseFault.MalformedChunk:
                await context.Response.WriteAsync("garbage", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
                break;
            default:
                await WriteWholeAsync(mapped, request, context);
                break;
        }
    }

    private static async Task WriteWholeAsync(MappedResponse mapped, RecordedRequest request, HttpContext context)
    {
        context.Response.StatusCode = mapped.Status;
        foreach (var (name, value) in mapped.Headers)
        {
            context.Response.Headers[name] = StringValues.Concat(context.Response.Headers[name], value.Fill(request));
        }

        if (mapped.Body.File is { } file)
        {
            await context.Response.SendFileAsync(file, context.RequestAborted);
        }
        else if (mapped.Body.Template is { } template)
        {
            await context.Response.WriteAsync(template.Fill(request), context.RequestAborted);
        }
        else if (!mapped.Body.Bytes.IsEmpty)
        {
            await context.Response.Body.WriteAsync(mapped.Body.Bytes, context.RequestAborted);
        }
    }

    /// <summary>Closing a socket that must not linger sends RST instead of FIN.</summary>
    private static void Reset(HttpContext context)
    {
        if (context.Features.Get<IConnectionSocketFeature>() is { } connection)
        {
            connection.Socket.LingerState = new LingerOption(true, 0);
            connection.Socket.Close();
        }

        context.Abort();
    }
}
