// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Configuration;

internal sealed class DeferralOptions
{
    /// <summary>202 and 503 can mean "later"; a time must come with them.</summary>
    public List<int> Statuses { get; init; } = [];

    /// <summary>JSON pointer to an RFC 3339 time in the body, for registries that send no <c>Retry-After</c>.</summary>
    public string? Until { get; init; }

    /// <summary>A time further away is not believed.</summary>
    public TimeSpan MaximumWait { get; init; } = TimeSpan.FromDays(30);
}
