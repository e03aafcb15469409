// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Packaging;

namespace OnceOnly.EDelivery.Sending;

/// <summary>What is to be sent, and to whom.</summary>
public sealed record Submission
{
    /// <summary>Submitted again under the same key it is the same message, which is sent once. Null: every submission is a message of its own.</summary>
    public Guid? Key { get; init; }

    public required PartyId Recipient { get; init; }

    public required ServiceName Service { get; init; }

    public required string Action { get; init; }

    public required string ConversationId { get; init; }

    public string? RefToMessageId { get; init; }

    public AgreementReference? Agreement { get; init; }

    public IReadOnlyList<MessageProperty> Properties { get; init; } = [];

    public IReadOnlyList<OutgoingPart> Parts { get; init; } = [];
}
