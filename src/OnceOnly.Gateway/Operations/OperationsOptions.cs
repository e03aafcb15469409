// SPDX-License-Identifier: EUPL-1.2

using System.ComponentModel.DataAnnotations;

namespace OnceOnly.Gateway.Operations;

/// <summary>What operators set (<c>Operations</c>).</summary>
public sealed class OperationsOptions
{
    public const string Section = "Operations";

    /// <summary>How long the gateway goes on serving after it has said that it is not ready any more.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long requests that are under way then may take to end. Streams that only watch are ended at once.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Where to send traces and metrics (OTLP over HTTP, the collector's base address); nothing is sent when empty.</summary>
    public Uri? OtlpEndpoint { get; set; }
}
