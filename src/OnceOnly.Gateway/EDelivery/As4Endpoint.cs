// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;
using OnceOnly.EDelivery.Receiving;
using OnceOnly.Evidence.Errors;
using OnceOnly.Gateway.Listeners;

namespace OnceOnly.Gateway.EDelivery;

/// <summary>Where partners post their messages. Answers are AS4 signals, or a bare status.</summary>
internal static class As4Endpoint
{
    public const string Path = "/as4";

    private const int RetrySeconds = 10;

    private static readonly MinDataRate SlowestBody = new(bytesPerSecond: 32 * 1024, gracePeriod: TimeSpan.FromSeconds(10));

    /// <summary>Nothing where the section is not configured.</summary>
    public static void MapAs4(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<MessageReceiver>() is { } receiver)
        {
            var limits = endpoints.ServiceProvider.GetRequiredService<IOptions<EDeliveryOptions>>().Value.Limits;
            var meter = endpoints.ServiceProvider.GetRequiredService<EDeliveryMeter>();
            var log = endpoints.ServiceProvider.GetRequiredService<ILogger<MessageReceiver>>();
            endpoints.MapPost(Path, context => HandleAsync(context, receiver, meter, log))
                .ServedOn(Listener.EDelivery)
                .WithMetadata(new RequestSizeLimitAttribute(limits.MaxMessageBytes))
                .ExcludeFromDescription();
        }
    }

    private static async Task HandleAsync(HttpContext context, MessageReceiver receiver, EDeliveryMeter meter, ILogger log)
    {
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        // Who is slow holds memory that others wait for.
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = SlowestBody;
        }

        var answer = await receiver.ReceiveAsync(
            context.Request.ContentType, context.Request.ContentLength, context.Request.Body, context.RequestAborted);
        meter.Received(answer);
        Write(answer, log);
        context.Response.StatusCode = answer.StatusCode;
        if (answer.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
        }

        if (answer.Signal is { } signal)
        {
            context.Response.ContentType = signal.ContentType;
            context.Response.ContentLength = signal.Length;
            await signal.WriteToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    private static void Write(ReceiverAnswer answer, ILogger log)
    {
        foreach (var failure in answer.Failures)
        {
            Log.MessageRefused(log, answer.MessageId, answer.From?.Value, failure.Rule.Name, failure.Detail);
        }

        if (answer.DeliveryProblem is { } problem)
        {
            Log.MessageWaits(log, answer.MessageId, Cause.Of(problem));
        }
    }
}
