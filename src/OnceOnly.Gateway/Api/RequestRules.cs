// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;

namespace OnceOnly.Gateway.Api;

/// <summary>
/// What a field of the API may hold, for gRPC and REST alike. An empty optional field means that it was not given, as
/// protobuf has it. Field names are those of the protocol buffers.
/// </summary>
internal static class RequestRules
{
    public const int LongestCode = 50;
    public const int LongestIdentifier = 200;
    public const int LongestProvider = 1000;
    public const int LongestUri = 2000;
    public const int MostAnswers = 10;
    public const int LongestState = 512;
    public const int MostDigests = 100;
    private const int DigestLength = 32;

    public static bool TryQuery(
        string? procedure,
        string? requirement,
        string? evidenceType,
        string? country,
        IReadOnlyDictionary<string, string> answers,
        [NotNullWhen(true)] out EvidenceQuery? query,
        [NotNullWhen(false)] out EvidenceError? error)
    {
        error = Text("procedure", procedure, LongestCode, required: true)
            ?? Text("requirement", requirement, LongestIdentifier)
            ?? Text("evidence_type", evidenceType, LongestIdentifier)
            ?? Country(country)
            ?? Answers(answers);
        query = error is null
            ? new EvidenceQuery(procedure!, Given(requirement), Given(evidenceType), Provider: null, Given(country)) { Answers = answers }
            : null;
        return error is null;
    }

    public static bool TryCommand(
        string? evidenceType,
        string? provider,
        string? returnUri,
        string? state,
        [NotNullWhen(true)] out RequestEvidenceCommand? command,
        [NotNullWhen(false)] out EvidenceError? error)
    {
        error = Text("evidence_type", evidenceType, LongestIdentifier, required: true)
            ?? Text("provider", provider, LongestProvider)
            ?? Text("return_uri", returnUri, LongestUri)
            ?? Text("state", state, LongestState);
        command = error is null
            ? new RequestEvidenceCommand(evidenceType!, Given(provider), Given(returnUri), Given(state))
            : null;
        return error is null;
    }

    public static EvidenceError? Identifier(string field, string? value) => Text(field, value, LongestIdentifier, required: true);

    public static EvidenceError? Digests(IReadOnlyCollection<ReadOnlyMemory<byte>> sha256)
    {
        if (sha256.Count is 0 or > MostDigests)
        {
            return Invalid("sha256", "Give one SHA-256 digest a document.");
        }

        return sha256.Any(digest => digest.Length != DigestLength)
            ? Invalid("sha256", "Each digest is the 32 bytes of SHA-256.")
            : null;
    }

    public static EvidenceError Invalid(string field, string detail) =>
        new(EvidenceErrorCode.InvalidRequest, detail) { Field = field };

    private static EvidenceError? Answers(IReadOnlyDictionary<string, string> answers) => answers.Count > MostAnswers
        ? Invalid("answers", $"Give at most {MostAnswers} answers.")
        : answers.Select(answer => Text("answers", answer.Key, LongestIdentifier, required: true) ?? Text("answers", answer.Value, LongestIdentifier, required: true))
            .FirstOrDefault(error => error is not null);

    private static EvidenceError? Country(string? value) =>
        string.IsNullOrEmpty(value) || (value.Length == 2 && value.All(char.IsAsciiLetterUpper))
            ? null
            : Invalid("country", "A country is two capital letters.");

    private static EvidenceError? Text(string field, string? value, int longest, bool required = false)
    {
        if (string.IsNullOrEmpty(value))
        {
            return required ? Invalid(field, "This field is missing.") : null;
        }

        if (value.Length > longest)
        {
            return Invalid(field, $"This field is longer than {longest} characters.");
        }

        return value.Any(char.IsControl) ? Invalid(field, "This field holds control characters.") : null;
    }

    private static string? Given(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
