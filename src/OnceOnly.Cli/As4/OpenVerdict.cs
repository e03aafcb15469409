// SPDX-License-Identifier: EUPL-1.2

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Opening;

namespace OnceOnly.Cli.As4;

/// <summary>The JSON that <c>as4 open</c> prints: <c>accepted</c>, <c>failed</c>, what the message says, and its parts.</summary>
internal static class OpenVerdict
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string OfAccepted(OpenedMessage message, IEnumerable<WrittenPart> parts)
    {
        var json = Create([], message.Header);
        json["signer"] = new JsonObject
        {
            ["subject"] = message.Signer.Subject,
            ["sha256"] = Convert.ToHexStringLower(message.Signer.GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256)),
        };
        json["parts"] = new JsonArray([.. parts.Select(Write)]);
        return json.ToJsonString(Readable);
    }

    /// <param name="failures">At least one.</param>
    /// <param name="header">What the message claims, when that much could be read.</param>
    public static string OfRefused(IReadOnlyList<RuleFailure> failures, MessagingHeader? header) => Create(failures, header).ToJsonString(Readable);

    private static JsonObject Create(IReadOnlyList<RuleFailure> failures, MessagingHeader? header) => new()
    {
        ["accepted"] = failures.Count == 0,
        ["failed"] = new JsonArray([.. failures.Select(failure => failure.Rule.Name).Distinct(StringComparer.Ordinal).Select(name => JsonValue.Create(name))]),
        ["reasons"] = new JsonArray([.. failures.Select(failure => new JsonObject
        {
            ["rule"] = failure.Rule.Name,
            ["wants"] = failure.Rule.Meaning,
            ["found"] = failure.Detail,
        })]),
        ["kind"] = header switch
        {
            null => null,
            { User: not null } => "user-message",
            { Signal.Receipt: not null } => "receipt",
            _ => "error",
        },
        ["message"] = header?.User is { } user ? Write(user) : header?.Signal is { } signal ? Write(signal) : null,
        ["parts"] = new JsonArray(),
    };

    private static JsonObject Write(UserMessage message) => new()
    {
        ["messageId"] = message.MessageId,
        ["timestamp"] = message.Timestamp,
        ["refToMessageId"] = message.RefToMessageId,
        ["from"] = Write(message.From),
        ["to"] = Write(message.To),
        ["agreement"] = message.Agreement?.Value,
        ["service"] = new JsonObject { ["value"] = message.Service.Value, ["type"] = message.Service.Type },
        ["action"] = message.Action,
        ["conversationId"] = message.ConversationId,
        ["properties"] = new JsonArray([.. message.Properties.Select(Write)]),
    };

    private static JsonObject Write(SignalMessage signal) => new()
    {
        ["messageId"] = signal.MessageId,
        ["timestamp"] = signal.Timestamp,
        ["refToMessageId"] = signal.RefToMessageId,
        ["acknowledged"] = new JsonArray([.. (signal.Receipt ?? []).Select(part => new JsonObject
        {
            ["uri"] = part.Uri,
            ["digestMethod"] = part.DigestMethod,
            ["digest"] = Convert.ToBase64String(part.DigestValue.Span),
        })]),
        ["errors"] = new JsonArray([.. signal.Errors.Select(error => new JsonObject
        {
            ["code"] = error.Kind.Code,
            ["shortDescription"] = error.Kind.ShortDescription,
            ["severity"] = error.IsFailure ? "failure" : "warning",
            ["refToMessageInError"] = error.RefToMessageInError,
            ["description"] = error.Description,
        })]),
    };

    private static JsonObject Write(Party party) => new() { ["id"] = party.Id.Value, ["type"] = party.Id.Type, ["role"] = party.Role };

    private static JsonObject Write(MessageProperty property) =>
        new() { ["name"] = property.Name, ["type"] = property.Type, ["value"] = property.Value };

    private static JsonObject Write(WrittenPart part) => new()
    {
        ["contentId"] = part.Part.ContentId,
        ["file"] = part.File,
        ["mimeType"] = part.Part.MimeType,
        ["size"] = part.Part.Size,
        ["sha256"] = part.Sha256,
        ["properties"] = new JsonArray([.. part.Part.Info.Properties.Select(Write)]),
    };
}
