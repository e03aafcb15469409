// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Persons;
using OnceOnly.Eidas.Responses;

namespace OnceOnly.Cli.Saml;

/// <summary>The JSON that <c>saml validate</c> prints: <c>accepted</c>, <c>failed</c>, <c>attributes</c>, and what explains them.</summary>
internal sealed class Verdict
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private static readonly ResponseRule MetadataUsable =
        new("metadata-usable", "The metadata are those of an identity provider with a signing key.");

    private readonly JsonObject json;
    private readonly bool isAccepted;

    private Verdict(bool isAccepted, IReadOnlyList<RuleFailure> failures)
    {
        this.isAccepted = isAccepted;
        json = new JsonObject
        {
            ["accepted"] = isAccepted,
            ["failed"] = new JsonArray([.. failures.Select(failure => JsonValue.Create(failure.Rule.Name))]),
            ["reasons"] = new JsonArray([.. failures.Select(Explain)]),
            ["attributes"] = new JsonObject(),
        };
    }

    public static Verdict OfUnusableMetadata(MetadataFault fault) =>
        new(isAccepted: false, [new RuleFailure(MetadataUsable, fault.ToString())]);

    public static Verdict Of(ResponseOutcome outcome) => outcome switch
    {
        AcceptedResponse accepted => OfAccepted(accepted),
        RefusedResponse refused => OfRefused(refused),
        UnsuccessfulResponse unsuccessful => new Verdict(
            isAccepted: false,
            [
                new RuleFailure(
                    ResponseRules.ResponseStatus,
                    $"{unsuccessful.Reason}: {unsuccessful.Status} {unsuccessful.SubStatus}".TrimEnd()),
            ]),
        _ => throw new ArgumentException("An outcome of a new kind.", nameof(outcome)),
    };

    /// <returns>The exit code that goes with it.</returns>
    public async Task<int> WriteAsync(TextWriter output)
    {
        await output.WriteLineAsync(json.ToJsonString(Readable));
        return isAccepted ? ExitCode.Success : ExitCode.Refused;
    }

    private static Verdict OfRefused(RefusedResponse refused)
    {
        var verdict = new Verdict(isAccepted: false, refused.Failures);
        if (refused.ClockOffset is { } offset)
        {
            verdict.json["clockOffsetSeconds"] = (long)offset.TotalSeconds;
            verdict.json["advice"] = $"The sender's clock seems to be at least {Math.Abs((long)offset.TotalSeconds)} s "
                + (offset > TimeSpan.Zero ? "ahead of the time of --now." : "behind the clock by which the request was made.")
                + " Compare both with a time server.";
        }
        else if (refused.Delay is { } delay)
        {
            // From one message nobody can tell which of the two it is.
            verdict.json["delaySeconds"] = (long)delay.TotalSeconds;
            verdict.json["clockOffsetSeconds"] = -(long)delay.TotalSeconds;
            verdict.json["advice"] = $"Nothing is wrong with it but its time. Either it came {(long)delay.TotalSeconds} s after it was made, by a slow citizen or network, "
                + $"or the sender's clock is {(long)delay.TotalSeconds} s behind the time of --now. Compare both with a time server; give the time at which it came as --now.";
        }

        return verdict;
    }

    private static Verdict OfAccepted(AcceptedResponse accepted)
    {
        var verdict = new Verdict(isAccepted: true, []);
        var attributes = new JsonObject();
        var originalScript = new JsonObject();
        var described = PersonAttributes.OfSubject(accepted.Subject)
            .Concat(accepted.Representative is null ? [] : PersonAttributes.OfRepresentative(accepted.Representative));
        foreach (var (attribute, value) in described)
        {
            attributes[attribute.FriendlyName] = ToJson(value);
            if (value is TransliteratedText { Original: { } original })
            {
                originalScript[attribute.FriendlyName] = original;
            }
        }

        verdict.json["attributes"] = attributes;
        verdict.json["originalScript"] = originalScript;
        verdict.json["levelOfAssurance"] = accepted.LevelOfAssurance;
        verdict.json["country"] = accepted.Country;
        verdict.json["subject"] = accepted.Subject is EidasLegalPerson ? "legal person" : "natural person";
        verdict.json["represented"] = accepted.Representative is not null;
        return verdict;
    }

    private static JsonNode? ToJson(object value) => value switch
    {
        TransliteratedText text => text.Latin,
        EidasIdentifier identifier => identifier.Value,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        EidasAddress address => JsonSerializer.SerializeToNode(address, Readable),
        _ => value.ToString(),
    };

    private static JsonObject Explain(RuleFailure failure) => new()
    {
        ["rule"] = failure.Rule.Name,
        ["wants"] = failure.Rule.Meaning,
        ["found"] = failure.Detail,
    };
}
