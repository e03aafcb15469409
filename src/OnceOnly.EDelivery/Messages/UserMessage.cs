// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Messages;

/// <summary>The ebMS header of a message that carries payload (ebMS 3.0 §5.2.2).</summary>
public sealed record UserMessage
{
    /// <summary>Unique for ever, in the form of RFC 2822 without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>When the header was made; a repeated attempt keeps it.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The message this one answers.</summary>
    public string? RefToMessageId { get; init; }

    public required Party From { get; init; }

    public required Party To { get; init; }

    public AgreementReference? Agreement { get; init; }

    public required ServiceName Service { get; init; }

    public required string Action { get; init; }

    public required string ConversationId { get; init; }

    public IReadOnlyList<MessageProperty> Properties { get; init; } = [];

    public IReadOnlyList<PartInfo> Parts { get; init; } = [];

    /// <summary>The value of a message property, or null.</summary>
    public string? Property(string name) => Properties.FirstOrDefault(property => property.Name == name)?.Value;
}
