// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Duration and outcome of calls, as the OpenTelemetry conventions for RPC name them.</summary>
internal sealed class GrpcServerTelemetry
{
    public const string MeterName = "Grpc.AspNetCore.Server";

    private const string SystemTag = "rpc.system.name";
    private const string MethodTag = "rpc.method";
    private const string CodeTag = "rpc.response.status_code";
    private const string ErrorTag = "error.type";
    private const string UnknownMethod = "_OTHER";

    private static readonly object System = "grpc";
    private static readonly string[] CodeNames =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE",
        "DATA_LOSS", "UNAUTHENTICATED",
    ];

    private readonly Histogram<double> _duration;

    public GrpcServerTelemetry(IMeterFactory meters)
    {
        _duration = meters.Create(MeterName).CreateHistogram(
            "rpc.server.call.duration",
            unit: "s",
            description: "Duration of calls answered by gRPC services.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
            });
    }

    /// <param name="http">The request; its span is told too.</param>
    /// <param name="method">`package.Service/Method`, or null for a method that does not exist: a caller must not invent tag values.</param>
    /// <param name="code">How the call ended.</param>
    /// <param name="duration">How long it took.</param>
    public void Ended(HttpContext http, string? method, StatusCode code, TimeSpan duration)
    {
        method ??= UnknownMethod;
        var codeName = (uint)code < (uint)CodeNames.Length ? CodeNames[(int)code] : CodeNames[(int)StatusCode.Unknown];
        if (_duration.Enabled)
        {
            var tags = new TagList { { SystemTag, System }, { MethodTag, method }, { CodeTag, codeName } };
            if (IsServerError(code))
            {
                tags.Add(ErrorTag, codeName);
            }

            _duration.Record(duration.TotalSeconds, tags);
        }

        if (http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span)
        {
            span.SetTag(SystemTag, System).SetTag(MethodTag, method).SetTag(CodeTag, codeName);
            if (IsServerError(code))
            {
                span.SetTag(ErrorTag, codeName).SetStatus(ActivityStatusCode.Error);
            }
        }
    }

    private static bool IsServerError(StatusCode code) =>
        code is StatusCode.Unknown or StatusCode.DeadlineExceeded or StatusCode.Unimplemented
            or StatusCode.Internal or StatusCode.Unavailable or StatusCode.DataLoss;
}
