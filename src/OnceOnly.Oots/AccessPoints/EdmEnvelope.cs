// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.AccessPoints;

/// <summary>What the message header says beside the message: who, to whom, in which exchange (chapter 4.7).</summary>
/// <param name="Party">Party id of the other access point, as the Data Service Directory publishes it.</param>
/// <param name="ConversationId">UUID of the user's session; spans all its exchanges.</param>
/// <param name="ExchangeId">UUID shared by both requests of a preview and their answers; from 2.0, otherwise null.</param>
/// <param name="OriginalSender">The authority that sends: the requester's or the provider's agent identifier.</param>
/// <param name="FinalRecipient">The authority it is for.</param>
/// <param name="Version">Version of the data model, which the message itself must name too.</param>
public sealed record EdmEnvelope(
    SchemedIdentifier Party,
    string ConversationId,
    string? ExchangeId,
    SchemedIdentifier OriginalSender,
    SchemedIdentifier FinalRecipient,
    EdmVersion Version)
{
    /// <summary>The envelope of the answer.</summary>
    public EdmEnvelope Answer() => this with { OriginalSender = FinalRecipient, FinalRecipient = OriginalSender };
}
