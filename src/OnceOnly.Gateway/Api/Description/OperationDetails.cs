// SPDX-License-Identifier: EUPL-1.2

using Microsoft.OpenApi;

namespace OnceOnly.Gateway.Api.Description;

/// <summary>What the generator cannot know about the operations: limits, errors, headers.</summary>
internal static class OperationDetails
{
    /// <summary>Where the generator puts the answers whose status is not fixed.</summary>
    private const string AnyStatus = "0";

    private static readonly Dictionary<string, ParameterDetails> Parameters = new(StringComparer.Ordinal)
    {
        ["procedure"] = new("Code of the procedure, for example `T3`.", RequestRules.LongestCode, IsRequired: true),
        ["requirement"] = new("Only evidence that proves this requirement.", RequestRules.LongestIdentifier),
        ["evidenceType"] = new("Only this evidence type.", RequestRules.LongestIdentifier),
        ["country"] = new("Only providers of this country: two capital letters, Greece is `EL`.", 2),
        ["answer"] = new("Answers to the questions of an offer, each as `QUESTION=ANSWER`; at most 10. Then the offer comes back with its providers.", 0),
        ["exchangeId"] = new("Identifier of the exchange.", RequestRules.LongestIdentifier, IsRequired: true),
        ["documentId"] = new("Identifier of the document within the exchange.", RequestRules.LongestIdentifier, IsRequired: true),
    };

    public static void Complete(OpenApiOperation operation, OpenApiDocument document)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            Parameters[parameter.Name!].Complete(parameter);
        }

        var responses = operation.Responses!;
        responses.Remove(AnyStatus);
        if (operation.OperationId == "fetchDocument")
        {
            responses["200"] = Document();
        }

        responses["401"] = Problem(document, "No access token, or one that is not accepted, or a log-in that is too weak", new(StringComparer.Ordinal)
        {
            ["WWW-Authenticate"] = Header("The challenge (RFC 9449; RFC 9470 where a stronger log-in is needed)."),
            ["DPoP-Nonce"] = Header("The nonce that the next proof must carry."),
        });
        responses["429"] = Problem(document, "Too many requests", new(StringComparer.Ordinal) { ["Retry-After"] = Header("Seconds to wait.") });
        responses["default"] = Problem(document, "Every other error: its `code` says which, its `retry` whether trying again helps", new(StringComparer.Ordinal));
        OperationExamples.AddTo(operation);
    }

    private static OpenApiResponse Document() => new()
    {
        Description = "The bytes, streamed, with the media type of the document",
        Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
        {
            ["Repr-Digest"] = Header("SHA-256 of the bytes (RFC 9530), to be acknowledged."),
            ["Content-Disposition"] = Header("The file name."),
        },
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["*/*"] = new OpenApiMediaType() },
    };

    private static OpenApiResponse Problem(OpenApiDocument document, string description, Dictionary<string, IOpenApiHeader> headers) => new()
    {
        Description = description,
        Headers = headers,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [Errors.Problem.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(nameof(Errors.Problem), document) },
        },
    };

    private static OpenApiHeader Header(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private sealed record ParameterDetails(string Description, int LongestValue, bool IsRequired = false)
    {
        public void Complete(OpenApiParameter parameter)
        {
            parameter.Description = Description;
            parameter.Required = IsRequired;
            if (LongestValue > 0 && parameter.Schema is OpenApiSchema schema)
            {
                schema.MaxLength = LongestValue;
            }
        }
    }
}
