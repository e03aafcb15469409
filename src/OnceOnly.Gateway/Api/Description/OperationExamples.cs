// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Persons;
using OnceOnly.Gateway.Api.Rest;

namespace OnceOnly.Gateway.Api.Description;

/// <summary>One example an operation, made from the very types that travel.</summary>
internal static class OperationExamples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly DocumentResource Document = new("1", "application/pdf", "birth-certificate.pdf", 48_211, new byte[32]);

    private static readonly ExchangeResource Exchange = new(
        "xg8QmS2wT0uZ5vK1", "er7Hc3nLq9PbY4aD", "birth-certificate", "civil-registry", ExchangeState.PreviewRequired, [], ServedFromCopy: false, Noon)
    {
        Interaction = new InteractionResource(new Uri("https://gateway.example/interaction/p0Zr6Wc1"), Noon.AddMinutes(15)),
    };

    private static readonly Dictionary<string, object> Requests = new(StringComparer.Ordinal)
    {
        ["requestEvidence"] = new NewExchange("birth-certificate")
        {
            Provider = "civil-registry",
            ReturnUri = "https://eservice.example/evidence/return",
            State = "application-4711",
        },
        ["acknowledgeEvidence"] = new Acknowledgement([Document.Sha256]),
    };

    private static readonly Dictionary<string, object> Answers = new(StringComparer.Ordinal)
    {
        ["findEvidence"] = new EvidenceOffersResource(
        [
            new EvidenceOfferResource(
                "birth-certificate",
                new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = "Birth certificate" },
                "civil-registry",
                new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = "Civil registry" },
                "EL",
                ["proof-of-birth"],
                LevelOfAssuranceUri.Of(LevelOfAssurance.Substantial),
                ["application/pdf"],
                Preview: true,
                ReusePolicy.Exchange),
        ]),
        ["requestEvidence"] = Exchange,
        ["getExchange"] = Exchange with { State = ExchangeState.Available, Interaction = null, Documents = [Document] },
        ["acknowledgeEvidence"] = Exchange with { State = ExchangeState.Acknowledged, Interaction = null, Documents = [Document] },
    };

    public static void AddTo(OpenApiOperation operation)
    {
        if (Requests.TryGetValue(operation.OperationId!, out var request))
        {
            SetExample(operation.RequestBody?.Content, request);
        }

        if (Answers.TryGetValue(operation.OperationId!, out var answer))
        {
            SetExample(operation.Responses!["200"].Content, answer);
        }
    }

    private static void SetExample(IDictionary<string, OpenApiMediaType>? content, object example)
    {
        if (content?.TryGetValue("application/json", out var media) is true)
        {
            media.Example = JsonSerializer.SerializeToNode(example, example.GetType(), ApiJson.Options) ?? new JsonObject();
        }
    }
}
