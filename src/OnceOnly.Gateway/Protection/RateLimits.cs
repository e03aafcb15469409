// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Errors;
using OnceOnly.Gateway.Api.Errors;
using OnceOnly.Gateway.Listeners;

namespace OnceOnly.Gateway.Protection;

/// <summary>One sliding window an address and kind of use. Refusals look like every other error of the API.</summary>
internal sealed class RateLimits(IOptions<RateLimitOptions> limits, TimeProvider time) : IConfigureOptions<RateLimiterOptions>
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public void Configure(RateLimiterOptions options)
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Partition);
        options.OnRejected = RejectAsync;
    }

    private RateLimitPartition<string> Partition(HttpContext context)
    {
        var listener = context.Features.Get<ListenerFeature>()?.Listener;
        var (use, permits) = listener switch
        {
            Listener.Operations => (string.Empty, 0),
            Listener.EDelivery => ("messages ", limits.Value.MessagesPerMinute),
            _ => IsApi(context.Request) ? ("api ", limits.Value.ApiPerMinute) : ("pages ", limits.Value.PagesPerMinute),
        };
        return permits == 0
            ? RateLimitPartition.GetNoLimiter(string.Empty)
            : RateLimitPartition.GetSlidingWindowLimiter(
                use + ClientAddress.KeyOf(context.Connection.RemoteIpAddress),
                _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = Window, SegmentsPerWindow = 6 });
    }

    /// <remarks>By path alone: a header is the caller's own choice.</remarks>
    private static bool IsApi(HttpRequest request) =>
        request.Path.StartsWithSegments("/onceonly.evidence.v1.EvidenceService", StringComparison.Ordinal)
        || request.Path.StartsWithSegments("/grpc.health.v1.Health", StringComparison.Ordinal)
        || request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)
        || request.Path.StartsWithSegments("/connect", StringComparison.Ordinal);

    private async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var context = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var given) ? given : Window / 6;
        var error = new EvidenceError(EvidenceErrorCode.Overloaded);
        context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (GrpcErrors.IsGrpc(context.Request))
        {
            GrpcErrors.WriteTrailersOnly(context.Response, GrpcErrors.StatusOf(error, time));
            return;
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        if (IsApi(context.Request))
        {
            await Problems.WriteAsync(context, error);
        }
    }
}
