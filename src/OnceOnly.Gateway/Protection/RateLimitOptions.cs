// SPDX-License-Identifier: EUPL-1.2

using System.ComponentModel.DataAnnotations;

namespace OnceOnly.Gateway.Protection;

/// <summary>How much one address may ask for (<c>RateLimits</c>). 0 switches a limit off.</summary>
public sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Page requests a minute from one address; an office or a mobile network shares one.</summary>
    [Range(0, int.MaxValue)]
    public int PagesPerMinute { get; set; } = 1200;

    /// <summary>API and token requests a minute from one address.</summary>
    [Range(0, int.MaxValue)]
    public int ApiPerMinute { get; set; } = 120_000;

    /// <summary>AS4 messages a minute from one address, which may be a whole country's.</summary>
    [Range(0, int.MaxValue)]
    public int MessagesPerMinute { get; set; } = 12_000;

    /// <summary>Open connections of one address at the access point.</summary>
    [Range(0, int.MaxValue)]
    public int AccessPointConnections { get; set; } = 128;
}
