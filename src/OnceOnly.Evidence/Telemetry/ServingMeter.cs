// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.Metrics;
using OnceOnly.Evidence.Serving;

namespace OnceOnly.Evidence.Telemetry;

/// <summary>What is served to other Member States. Tags name access points, data services and codes, never persons.</summary>
public sealed class ServingMeter : IDisposable
{
    private const string Unknown = "unknown";

    private readonly Meter _meter = new(EvidenceMeter.Name);
    private readonly Counter<long> _received;
    private readonly Counter<long> _answered;
    private readonly Counter<long> _decided;
    private readonly Histogram<double> _timeToAnswer;

    public ServingMeter()
    {
        _received = _meter.CreateCounter<long>("onceonly.served.received", "{request}", "Requests of other Member States, by access point and data service.");
        _answered = _meter.CreateCounter<long>("onceonly.served.answered", "{answer}", "Answers to them, by what they say.");
        _decided = _meter.CreateCounter<long>("onceonly.served.decided", "{preview}", "Previews that ended with a decision.");
        _timeToAnswer = _meter.CreateHistogram(
            "onceonly.served.time_to_answer",
            "s",
            "From the first request of an exchange to the answer that ends it, the time people take included.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 2400, 3600] });
    }

    /// <param name="party">The access point it came from.</param>
    /// <param name="service">The data service asked; empty when it is none of ours.</param>
    public void Received(string party, string service) => _received.Add(1, Party(party), Service(service));

    /// <param name="party">The access point it goes to.</param>
    /// <param name="service">The data service asked; empty when it is none of ours.</param>
    /// <param name="outcome"><c>evidence</c>, <c>declined</c>, <c>later</c>, <c>preview</c>, or the code of an error.</param>
    public void Answered(string party, string service, string outcome) => _answered.Add(1, Party(party), Service(service), Outcome(outcome));

    public void Dispose() => _meter.Dispose();

    /// <summary>The answer that ends an exchange.</summary>
    internal void Ended(ServedRequest served, string outcome, DateTimeOffset at)
    {
        Answered(served.Party, served.Service, outcome);
        _timeToAnswer.Record(Math.Max(0, (at - served.CreatedAt).TotalSeconds), Service(served.Service), Outcome(outcome));
    }

    internal void Decided(ServedRequest served, int released, int all) => _decided.Add(
        1, Service(served.Service), new("decision", released == 0 ? "declined" : released == all ? "accepted" : "accepted_in_part"));

    private static KeyValuePair<string, object?> Party(string party) => new("party", party);

    private static KeyValuePair<string, object?> Service(string service) => new("service", service.Length == 0 ? Unknown : service);

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);
}
