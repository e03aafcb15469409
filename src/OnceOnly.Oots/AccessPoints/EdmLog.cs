// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Oots.AccessPoints.As4;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.AccessPoints;

/// <summary>What the law's log says of a message.</summary>
internal static class EdmLog
{
    private const int LongestIdentifier = 256;

    public static LoggedMessage Of(EdmEnvelope envelope, EdmKind kind)
    {
        return new LoggedMessage(
            ActionOf(kind), envelope.Version.SpecificationIdentifier(), Text(envelope.Party), Text(envelope.OriginalSender), Text(envelope.FinalRecipient))
        {
            ConversationId = envelope.ConversationId,
            ExchangeId = envelope.ExchangeId,
        };
    }

    /// <summary>Of a message that may break any rule: what has no agreed form is left out, because it might say anything.</summary>
    public static LoggedMessage Of(ReceivedEdm received)
    {
        var header = received.Header;
        return new LoggedMessage(
            ActionOf(received.Kind),
            received.Version.SpecificationIdentifier(),
            Text(received.Party),
            Authority(received.Agent(MessageProperty.OriginalSender)),
            Authority(received.Agent(MessageProperty.FinalRecipient)))
        {
            MessageId = header.MessageId,
            RefToMessageId = header.RefToMessageId,
            ConversationId = Uuid(header.ConversationId),
            ExchangeId = Uuid(header.Property(As4Names.ExchangeId)),
            RequestId = Uuid(received.Document?.RequestId),
            SentAt = header.Timestamp,
            Errors = received.Faults.Count > 0 ? received.Faults : null,
        };
    }

    public static string Text(SchemedIdentifier identifier) => $"{identifier.Scheme}:{identifier.Value}";

    private static string ActionOf(EdmKind kind) => kind switch
    {
        EdmKind.Request => "request",
        EdmKind.Response => "response",
        _ => "error",
    };

    private static string? Uuid(string? text)
    {
        var bare = text is not null && text.StartsWith(EdmNames.UuidUrnPrefix, StringComparison.Ordinal) ? text[EdmNames.UuidUrnPrefix.Length..] : text;
        return Guid.TryParseExact(bare, "D", out _) ? text : null;
    }

    private static string Authority(SchemedIdentifier? identifier) =>
        identifier is not null
        && (identifier.Scheme.StartsWith(EdmNames.ElectronicAddressPrefix, StringComparison.Ordinal) || identifier.Scheme.StartsWith(EdmNames.UnregisteredPrefix, StringComparison.Ordinal))
        && identifier.Value.Length < LongestIdentifier
            ? Text(identifier)
            : string.Empty;
}
