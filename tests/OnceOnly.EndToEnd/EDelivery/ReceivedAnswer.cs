// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Messages;

namespace OnceOnly.EndToEnd.EDelivery;

/// <summary>What the gateway sent back.</summary>
internal sealed record ReceivedAnswer(string MessageId, string? RefToMessageId, string Action, EdmMessage Message)
{
    /// <summary>Digests of the documents that came with it.</summary>
    public IReadOnlyList<byte[]> Documents { get; init; } = [];

    public EdmException Exception => ((EvidenceErrorResponse)Message).Exceptions[0];
}
