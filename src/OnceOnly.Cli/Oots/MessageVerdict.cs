// SPDX-License-Identifier: EUPL-1.2

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Parsing;
using OnceOnly.Oots.Rules;

namespace OnceOnly.Cli.Oots;

/// <summary>One line of <c>oots validate</c>.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Kind"><c>request</c>, <c>response</c> or <c>error</c>; null when it is none.</param>
/// <param name="Version">For example <c>2.0</c>; null when the message names none that is known.</param>
/// <param name="Valid">Whether no rule that refuses is broken, and nothing the schema requires is missing.</param>
/// <param name="Rules">Ids of broken rules that refuse the message.</param>
/// <param name="Warnings">Ids of broken rules that do not.</param>
internal sealed record MessageVerdict(
    string File,
    string? Kind,
    string? Version,
    bool Valid,
    IReadOnlyList<string> Rules,
    IReadOnlyList<string> Warnings)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Where each rule is broken.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>Why the file is no message, or cannot be taken for one; null when there is nothing to say.</summary>
    public string? Reason { get; init; }

    public static MessageVerdict Of(string file, EdmDocument document, IReadOnlyList<RuleViolation> violations)
    {
        var errors = Ids(violations, RuleSeverity.Error);
        var isReadable = EdmParser.TryParse(document, out _, out var problem);
        return new MessageVerdict(file, NameOf(document.Kind), document.Version?.Number(), errors.Count == 0 && isReadable, errors, Ids(violations, RuleSeverity.Warning))
        {
            Places = [.. violations.Select(violation => $"{violation.Id} {violation.Location}").Distinct(StringComparer.Ordinal)],
            Reason = document.Version is null ? "the message names no version of the data model that is known; it was judged by the newest" : problem,
        };
    }

    public static MessageVerdict Unreadable(string file, EdmFault fault) => Unreadable(file, fault switch
    {
        EdmFault.TooLarge => "the message is larger than this gateway reads",
        EdmFault.Malformed => "not well-formed XML, or it declares a document type",
        EdmFault.EncodingUnknown => "its encoding is not supported; UTF-8 and UTF-16 are",
        EdmFault.CatalogueAnswer => "an answer of the Evidence Broker or Data Service Directory; see oots verify-catalogue",
        _ => "neither a QueryRequest nor a QueryResponse",
    });

    public static MessageVerdict Unreadable(string file, string reason) =>
        new(file, null, null, Valid: false, [], []) { Reason = reason };

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    private static List<string> Ids(IReadOnlyList<RuleViolation> violations, RuleSeverity severity) =>
        [.. violations.Where(violation => violation.Severity == severity).Select(violation => violation.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string NameOf(EdmKind kind) => kind switch
    {
        EdmKind.Request => "request",
        EdmKind.Response => "response",
        _ => "error",
    };
}
