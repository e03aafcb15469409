// SPDX-License-Identifier: EUPL-1.2

using System.ComponentModel.DataAnnotations;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Receiving;
using OnceOnly.EDelivery.Sending;
using OnceOnly.Oots.AccessPoints.As4;

namespace OnceOnly.Gateway.EDelivery;

/// <summary>How the gateway runs its access point (<c>EDelivery</c>); who it is and whom it knows stands in the same section.</summary>
public sealed class EDeliveryOptions
{
    public const string Section = "EDelivery";

    private const long MiB = 1024 * 1024;

    /// <summary>PEM file with the authorities for partners' TLS certificates; the machine's when left out.</summary>
    public string? TrustedAuthoritiesFile { get; set; }

    /// <summary>Bytes of one message and all its documents, coming or going.</summary>
    [Range(1 * MiB, 1024 * MiB, ErrorMessage = "EDelivery:MaxPayloadBytes must be between 1 MiB and 1 GiB.")]
    public long MaxPayloadBytes { get; set; } = 100 * MiB;

    /// <summary>Bytes of incoming messages held at once; others wait, and then are asked to come again.</summary>
    [Range(1 * MiB, 64 * 1024 * MiB, ErrorMessage = "EDelivery:MaxBytesAtOnce must be between 1 MiB and 64 GiB.")]
    public long MaxBytesAtOnce { get; set; } = 256 * MiB;

    /// <summary>How long all of one incoming message may take to come.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "EDelivery:BodyTimeout must be between a second and an hour.")]
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long receipts, which prove what we sent, are kept.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00", ErrorMessage = "EDelivery:ReceiptRetention must be one day at least.")]
    public TimeSpan ReceiptRetention { get; set; } = TimeSpan.FromDays(366);

    /// <summary>The first pause before a message is sent again; each further one is twice as long.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ErrorMessage = "EDelivery:FirstRetry must be between 0.1 seconds and an hour.")]
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(10);

    [Range(typeof(TimeSpan), "00:00:00.1", "06:00:00", ErrorMessage = "EDelivery:LongestRetry must be between 0.1 seconds and six hours.")]
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>When a message is given up. Receivers refuse messages that are older than a day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "20:00:00", ErrorMessage = "EDelivery:GiveUpAfter must be between a minute and twenty hours.")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(4);

    /// <summary>How long one attempt to send may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "EDelivery:AttemptTimeout must be between a second and an hour.")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>After how much silence of an instance another takes up what it was sending or delivering.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "EDelivery:Lease must be between a second and an hour.")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>In whose name requests are refused that break rules.</summary>
    public RefusalOptions Operator { get; } = new();

    internal OpeningLimits Limits => new() { MaxPayloadBytes = MaxPayloadBytes, MaxMessageBytes = MaxPayloadBytes + (MaxPayloadBytes / 1024) + MiB };

    internal ReceiverOptions Receiver => new() { Limits = Limits, MaxBytesAtOnce = MaxBytesAtOnce, BodyTimeout = BodyTimeout, Lease = Lease };

    internal RetrySchedule Retries => new()
    {
        First = FirstRetry, Longest = LongestRetry, GiveUpAfter = GiveUpAfter, AttemptTimeout = AttemptTimeout, Lease = Lease,
    };
}
