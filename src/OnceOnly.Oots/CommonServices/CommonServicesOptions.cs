// SPDX-License-Identifier: EUPL-1.2

using System.ComponentModel.DataAnnotations;

namespace OnceOnly.Oots.CommonServices;

/// <summary>How the common services are asked.</summary>
public sealed class CommonServicesOptions
{
    /// <summary>Version asked for with <c>Accept-Version</c>.</summary>
    [Required]
    public string Version { get; set; } = "oots-cs:v2.0";

    /// <summary>Lifetime of an answer that names none.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Longest lifetime of an answer, whatever it names.</summary>
    public TimeSpan LongestLifetime { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long after its lifetime an answer may serve while the service is down.</summary>
    public TimeSpan ServeStaleFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long ago an answer may have been signed; an older one was kept by somebody in between.</summary>
    public TimeSpan OldestSeal { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How many answers are kept.</summary>
    [Range(1, 100_000)]
    public int MaxAnswers { get; set; } = 1_000;
}
