// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.EDelivery.Messages;

/// <summary>Reads <c>eb:UserMessage</c> in the order of its schema; what is not understood is refused, not skipped.</summary>
internal static class UserMessageReader
{
    private const int MaxProperties = 64;

    public static bool TryRead(XmlElement element, [NotNullWhen(true)] out UserMessage? message, out string? wrong)
    {
        message = null;
        var children = new ChildElements(element);
        var info = children.Take(EbmsNames.Ebms, "MessageInfo");
        var parties = children.Take(EbmsNames.Ebms, "PartyInfo");
        var collaboration = children.Take(EbmsNames.Ebms, "CollaborationInfo");
        var properties = children.Take(EbmsNames.Ebms, "MessageProperties");
        var payload = children.Take(EbmsNames.Ebms, "PayloadInfo");

        wrong = "UserMessage";
        if (!children.IsExhausted || !element.HasOnlyAttributes("mpc"))
        {
            return false;
        }

        wrong = "MessageInfo";
        if (!TryReadInfo(info, out var timestamp, out var messageId, out var refTo))
        {
            return false;
        }

        wrong = "PartyInfo";
        if (!TryReadParties(parties, out var from, out var to))
        {
            return false;
        }

        wrong = "CollaborationInfo";
        if (!TryReadCollaboration(collaboration, out var agreement, out var service, out var action, out var conversation))
        {
            return false;
        }

        wrong = "MessageProperties";
        if (!TryReadProperties(properties, out var messageProperties))
        {
            return false;
        }

        wrong = "PayloadInfo";
        if (!TryReadParts(payload, out var parts))
        {
            return false;
        }

        message = new UserMessage
        {
            MessageId = messageId!,
            Timestamp = timestamp,
            RefToMessageId = refTo,
            From = from!,
            To = to!,
            Agreement = agreement,
            Service = service!,
            Action = action!,
            ConversationId = conversation!,
            Properties = messageProperties,
            Parts = parts,
        };
        wrong = null;
        return true;
    }

    internal static bool TryReadInfo(XmlElement? info, out DateTimeOffset timestamp, out string? messageId, out string? refTo)
    {
        timestamp = default;
        messageId = null;
        refTo = null;
        if (info is null)
        {
            return false;
        }

        var children = new ChildElements(info);
        var time = children.Take(EbmsNames.Ebms, "Timestamp");
        var id = children.Take(EbmsNames.Ebms, "MessageId");
        var reference = children.Take(EbmsNames.Ebms, "RefToMessageId");
        return children.IsExhausted
            && HeaderText.TryReadTime(time, out timestamp)
            && HeaderText.TryReadId(id, out messageId)
            && (reference is null || HeaderText.TryReadId(reference, out refTo));
    }

    private static bool TryReadParties(XmlElement? parties, out Party? from, out Party? to)
    {
        from = null;
        to = null;
        if (parties is null)
        {
            return false;
        }

        var children = new ChildElements(parties);
        var sender = children.Take(EbmsNames.Ebms, "From");
        var receiver = children.Take(EbmsNames.Ebms, "To");
        return children.IsExhausted && TryReadParty(sender, out from) && TryReadParty(receiver, out to);
    }

    // One identifier a party: with several, sender and receiver could each look at another one.
    private static bool TryReadParty(XmlElement? element, out Party? party)
    {
        party = null;
        if (element is null)
        {
            return false;
        }

        var children = new ChildElements(element);
        var id = children.Take(EbmsNames.Ebms, "PartyId");
        var role = children.Take(EbmsNames.Ebms, "Role");
        if (!children.IsExhausted
            || !HeaderText.TryRead(id, out var value, "type")
            || !HeaderText.TryReadOptional(id!, "type", out var type)
            || !HeaderText.TryRead(role, out var roleName))
        {
            return false;
        }

        party = new Party(new PartyId(value, type), roleName);
        return true;
    }

    private static bool TryReadCollaboration(
        XmlElement? element, out AgreementReference? agreement, out ServiceName? service, out string? action, out string? conversation)
    {
        agreement = null;
        service = null;
        action = null;
        conversation = null;
        if (element is null)
        {
            return false;
        }

        var children = new ChildElements(element);
        if (children.Take(EbmsNames.Ebms, "AgreementRef") is { } reference)
        {
            if (!HeaderText.TryRead(reference, out var name, "type", "pmode")
                || !HeaderText.TryReadOptional(reference, "type", out var agreementType)
                || !HeaderText.TryReadOptional(reference, "pmode", out var mode))
            {
                return false;
            }

            agreement = new AgreementReference(name, agreementType, mode);
        }

        var serviceElement = children.Take(EbmsNames.Ebms, "Service");
        if (!HeaderText.TryRead(serviceElement, out var value, "type")
            || !HeaderText.TryReadOptional(serviceElement!, "type", out var type)
            || !HeaderText.TryRead(children.Take(EbmsNames.Ebms, "Action"), out action)
            || !HeaderText.TryRead(children.Take(EbmsNames.Ebms, "ConversationId"), out conversation))
        {
            return false;
        }

        service = new ServiceName(value, type);
        return children.IsExhausted;
    }

    // A name that comes twice has no value: which of the two counts would depend on who reads.
    private static bool TryReadProperties(XmlElement? element, out List<MessageProperty> properties)
    {
        properties = [];
        if (element is null)
        {
            return true;
        }

        var children = new ChildElements(element);
        foreach (var property in children.TakeAll(EbmsNames.Ebms, "Property"))
        {
            if (properties.Count == MaxProperties
                || !HeaderText.TryRead(property, out var value, "name", "type")
                || !HeaderText.TryReadOptional(property, "name", out var name) || name is null
                || !HeaderText.TryReadOptional(property, "type", out var type)
                || properties.Exists(known => known.Name == name))
            {
                return false;
            }

            properties.Add(new MessageProperty(name, value, type));
        }

        return children.IsExhausted && properties.Count > 0;
    }

    private static bool TryReadParts(XmlElement? element, out List<PartInfo> parts)
    {
        parts = [];
        if (element is null)
        {
            return true;
        }

        var children = new ChildElements(element);
        foreach (var part in children.TakeAll(EbmsNames.Ebms, "PartInfo"))
        {
            var inner = new ChildElements(part);
            inner.Take(EbmsNames.Ebms, "Schema");
            inner.Take(EbmsNames.Ebms, "Description");
            if (!part.HasOnlyAttributes("href")
                || !ContentReference.TryRead(part.Attribute("href"), out var contentId)
                || !TryReadProperties(inner.Take(EbmsNames.Ebms, "PartProperties"), out var properties)
                || !inner.IsExhausted)
            {
                return false;
            }

            parts.Add(new PartInfo(contentId, properties));
        }

        return children.IsExhausted && parts.Count > 0;
    }
}
