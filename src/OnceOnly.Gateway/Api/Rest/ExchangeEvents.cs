// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using OnceOnly.Gateway.Api.Authentication;
using OnceOnly.Gateway.Api.Errors;

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>An exchange as server-sent events.</summary>
internal static class ExchangeEvents
{
    /// <summary>A comment this often keeps the connection open through proxies, and is when the token is looked at again.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public static async Task<IResult> WatchAsync(HttpContext context, ExchangeWatch watch, ExchangeResources resources, string exchangeId)
    {
        if (RequestRules.Identifier("exchange_id", exchangeId) is { } error)
        {
            return new ErrorResult(error);
        }

        var caller = context.Features.GetRequiredFeature<ApiCaller>();
        var started = false;
        await foreach (var step in watch.StepsAsync(caller, exchangeId, KeepAlive, context.RequestAborted))
        {
            if (!started && step is ExchangeWatch.Step.Ended { Error: { } refused })
            {
                return new ErrorResult(refused);
            }

            if (!started)
            {
                started = true;
                context.Response.ContentType = "text/event-stream";
                context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            }

            await WriteAsync(context, step, resources);
        }

        return TypedResults.Empty;
    }

    private static async Task WriteAsync(HttpContext context, ExchangeWatch.Step step, ExchangeResources resources)
    {
        var text = step switch
        {
            ExchangeWatch.Step.Changed changed => Event("exchange", resources.Of(changed.Exchange)),
            ExchangeWatch.Step.Ended { Error: { } error } => Event("problem", Problems.Of(context, error)),
            ExchangeWatch.Step.Ended => Event("problem", Problems.Of(context, ExchangeWatch.TokenEnded)),
            _ => ": \n\n",
        };
        await context.Response.WriteAsync(text, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static string Event<T>(string name, T data) => $"event: {name}\ndata: {JsonSerializer.Serialize(data, ApiJson.Options)}\n\n";
}
