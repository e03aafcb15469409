// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Messages;
using OnceOnly.Oots.AccessPoints.As4;
using OnceOnly.Oots.Edm;

namespace OnceOnly.Oots.Rules;

/// <summary>R-EDM-ebMS-…: the header a message travels with. The message's own version says which rules hold for its header, so the two cannot differ.</summary>
public static class HeaderRules
{
    private static readonly string[] Agents = [MessageProperty.OriginalSender, MessageProperty.FinalRecipient];
    private static readonly string[] All = [.. Agents, As4Names.ExchangeId, As4Names.SpecificationId];

    private static readonly (string Id, Func<EdmHeader, bool> Holds)[] Rules =
    [
        ("R-EDM-ebMS-017", header => RuleValues.Uuid.IsMatch(header.Message.ConversationId)),
        ("R-EDM-ebMS-018", header => header.Message.Properties.Count == Expected(header.Version).Length),
        ("R-EDM-ebMS-019", header => Expected(header.Version).All(name => header.Message.Properties.Count(property => property.Name == name) == 1)
            && header.Message.Properties.Where(property => Agents.Contains(property.Name, StringComparer.Ordinal)).All(property => !string.IsNullOrEmpty(property.Type))),
        ("R-EDM-ebMS-023", header => IsResponse(header) || header.Message.Parts.Count == 1),
        ("R-EDM-ebMS-030", header => IsResponse(header) || StartsWithMessage(header)),
        ("R-EDM-ebMS-032", header => !IsResponse(header) || StartsWithMessage(header)),
        ("R-EDM-ebMS-037", header => header.Message.Property(As4Names.ExchangeId) is not { } exchange || RuleValues.Uuid.IsMatch(exchange)),
        ("R-EDM-ebMS-038", header => header.Message.Property(As4Names.SpecificationId) is not { } specification || specification == header.Version.SpecificationIdentifier()),
    ];

    /// <summary>Ids of all rules that are checked.</summary>
    public static IEnumerable<string> CheckedIds => Rules.Select(rule => rule.Id);

    /// <summary>Ids of the rules the header breaks.</summary>
    public static IReadOnlyList<string> Check(EdmHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return [.. Rules.Where(rule => RuleTable.Find(rule.Id, header.Version) is not null && !rule.Holds(header)).Select(rule => rule.Id)];
    }

    private static bool IsResponse(EdmHeader header) => As4Names.KindOf(header.Message.Action) == EdmKind.Response;

    private static bool StartsWithMessage(EdmHeader header) => header.Message.Parts is not [var first, ..] || first.MimeType == As4Names.RegRepMediaType;

    private static string[] Expected(EdmVersion version) => version >= EdmVersion.V20 ? All : Agents;
}
