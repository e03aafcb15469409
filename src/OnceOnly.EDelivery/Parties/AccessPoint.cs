// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.EDelivery.Parties;

/// <summary>Our access point: who we are, our keys, whom we know and what we exchange. Replaced as a whole when configuration changes.</summary>
public sealed record AccessPoint
{
    public required Party Self { get; init; }

    /// <summary>Right half of our message identifiers.</summary>
    public required string Domain { get; init; }

    public required SigningKey SigningKey { get; init; }

    /// <summary>The newest first; an older one stays until nothing encrypted to it can be under way.</summary>
    public required IReadOnlyList<DecryptionKey> DecryptionKeys { get; init; }

    public required IReadOnlyList<Partner> Partners { get; init; }

    public required IReadOnlyList<ProcessingMode> ProcessingModes { get; init; }

    public Partner? Find(PartyId id) => Partners.FirstOrDefault(partner => partner.Party.Id == id);

    /// <summary>Who a message claims to be from, when it is addressed to us and a test or of a kind that is exchanged; null otherwise.</summary>
    public Partner? SenderOf(UserMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (TestService.IsMeantBy(message))
        {
            return message.To.Id == Self.Id ? Find(message.From.Id) : null;
        }

        return message.To == Self && ProcessingModes.Any(mode => mode.Covers(message))
            ? Partners.FirstOrDefault(partner => partner.Party == message.From)
            : null;
    }
}
