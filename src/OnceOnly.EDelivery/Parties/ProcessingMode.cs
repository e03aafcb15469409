// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;

namespace OnceOnly.EDelivery.Parties;

/// <summary>What kinds of messages are exchanged; one-way push, the answer being a message of its own.</summary>
public sealed record ProcessingMode
{
    public required ServiceName Service { get; init; }

    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>Null: messages must not name one.</summary>
    public AgreementReference? Agreement { get; init; }

    /// <summary>Everything is compared letter by letter.</summary>
    public bool Covers(UserMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Service == Service
            && Actions.Contains(message.Action, StringComparer.Ordinal)
            && message.Agreement?.Value == Agreement?.Value
            && message.Agreement?.Type == Agreement?.Type;
    }
}
