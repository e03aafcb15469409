// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Requesting;

/// <summary>How evidence is requested abroad (<c>Oots:Requesting</c>).</summary>
public sealed class RequestingOptions
{
    /// <summary>By tenant: the authority that asks on its behalf.</summary>
    public Dictionary<string, RequesterOptions> Requesters { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The platform between the authorities and the access point, where there is one.</summary>
    public RequesterOptions? Platform { get; set; }

    /// <summary>Only addresses at these origins are followed.</summary>
    public List<PreviewOriginOptions> PreviewOrigins { get; init; } = [];

    /// <summary>Where a law dispenses with the preview; everywhere else the citizen sees the evidence first.</summary>
    public List<WaivedPreviewOptions> WithoutPreview { get; init; } = [];

    /// <summary>States whose eIDAS identifiers differ for each relying country: not forwarded.</summary>
    public List<string> RekeyingCountries { get; init; } = [];

    /// <summary>From 2.0: what else is asked for beside the evidence, where there is any.</summary>
    public List<string> AssociatedDocuments { get; init; } = [];

    /// <summary>T1: from the first request to its answer.</summary>
    public TimeSpan FirstRoundTrip { get; set; } = ExchangeLimits.Default.FirstRoundTrip;

    /// <summary>T2: until the citizen has followed the preview link.</summary>
    public TimeSpan FollowLink { get; set; } = ExchangeLimits.Default.FollowLink;

    /// <summary>T3: until the citizen has decided.</summary>
    public TimeSpan Decide { get; set; } = ExchangeLimits.Default.Decide;

    internal ExchangeLimits Limits => new(FirstRoundTrip, FollowLink, Decide);

    internal IEnumerable<string> OriginsOf(params string[] names) =>
        PreviewOrigins.Where(origin => names.Contains(origin.Provider, StringComparer.Ordinal)).SelectMany(origin => origin.Origins);
}
