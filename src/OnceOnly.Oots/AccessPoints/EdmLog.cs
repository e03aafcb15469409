// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.AccessPoints;

/// <summary>What the law's log says of a message.</summary>
internal static class EdmLog
{
    public static LoggedMessage Of(EdmEnvelope envelope, EdmKind kind)
    {
        var action = kind switch
        {
            EdmKind.Request => "request",
            EdmKind.Response => "response",
            _ => "error",
        };
        return new LoggedMessage(
            action, envelope.Version.SpecificationIdentifier(), Text(envelope.Party), Text(envelope.OriginalSender), Text(envelope.FinalRecipient))
        {
            ConversationId = envelope.ConversationId,
            ExchangeId = envelope.ExchangeId,
        };
    }

    public static string Text(SchemedIdentifier identifier) => $"{identifier.Scheme}:{identifier.Value}";
}
