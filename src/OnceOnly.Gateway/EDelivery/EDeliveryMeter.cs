// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.Metrics;
using OnceOnly.EDelivery.Receiving;
using OnceOnly.EDelivery.Sending;

namespace OnceOnly.Gateway.EDelivery;

/// <summary>How the access point is doing. Tags name access points and rules, never persons.</summary>
internal sealed class EDeliveryMeter : IDisposable
{
    private readonly Meter _meter = new("OnceOnly.EDelivery");
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _received;
    private readonly TimeProvider _time;

    public EDeliveryMeter(TimeProvider time)
    {
        _time = time;
        _attempts = _meter.CreateCounter<long>("onceonly.as4.sent", "{attempt}", "Attempts to send a message, by partner and by what came of it.");
        _received = _meter.CreateCounter<long>("onceonly.as4.received", "{message}", "Messages that came, by partner and by what became of them.");
        _meter.CreateObservableGauge("onceonly.as4.oldest_outgoing", () => AgeOf(OldestOutgoing), "s", "Age of the oldest message without a receipt.");
        _meter.CreateObservableGauge("onceonly.as4.oldest_incoming", () => AgeOf(OldestIncoming), "s", "Age of the oldest message that was acknowledged and not taken yet.");
    }

    public DateTimeOffset? OldestOutgoing { get; set; }

    public DateTimeOffset? OldestIncoming { get; set; }

    public void Sent(AttemptReport report) => _attempts.Add(
        1,
        new("partner", report.Recipient.Value),
        new("outcome", report.Fate switch
        {
            SendingFate.Acknowledged => "acknowledged",
            SendingFate.Retried => "retried",
            SendingFate.Refused => "refused",
            _ => "given_up",
        }));

    public void Received(ReceiverAnswer answer) => _received.Add(
        1,
        new("partner", answer.From?.Value ?? "unknown"),
        new("outcome", answer switch
        {
            { StatusCode: 503 } => "busy",
            { Failures.Count: > 0 } => answer.Failures[0].Rule.Name,
            { IsTest: true } => "test",
            { IsRepetition: true } => "repeated",
            { DeliveryProblem: not null } => "stored",
            _ => "delivered",
        }));

    public void Dispose() => _meter.Dispose();

    private double AgeOf(DateTimeOffset? oldest) => oldest is { } since ? Math.Max(0, (_time.GetUtcNow() - since).TotalSeconds) : 0;
}
