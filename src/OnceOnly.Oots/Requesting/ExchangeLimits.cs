// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Requesting;

/// <summary>How long an exchange may take (chapter 4.4.3). The requester waits a minute longer than the provider.</summary>
/// <param name="FirstRoundTrip">T1: from the first request to its answer.</param>
/// <param name="FollowLink">T2: until the user has followed the preview link.</param>
/// <param name="Decide">T3: until the user has decided.</param>
public sealed record ExchangeLimits(TimeSpan FirstRoundTrip, TimeSpan FollowLink, TimeSpan Decide)
{
    private static readonly TimeSpan RequesterWaitsLonger = TimeSpan.FromMinutes(1);

    public static ExchangeLimits Default { get; } = new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(40));

    /// <summary>When the requester stops waiting for the answer to a request sent then.</summary>
    public DateTimeOffset RequesterDeadline(DateTimeOffset sentAt, bool isSecondRequest) =>
        sentAt + (isSecondRequest ? FollowLink + Decide : FirstRoundTrip) + RequesterWaitsLonger;
}
