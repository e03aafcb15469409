// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using System.Xml.Linq;

namespace OnceOnly.EDelivery.Messages;

/// <summary>Writes what <see cref="MessagingHeader"/> reads.</summary>
internal static class MessagingWriter
{
    private static readonly XNamespace Eb = EbmsNames.Ebms;
    private static readonly XNamespace Ebbp = EbmsNames.Signals;

    public static XElement Write(UserMessage message) =>
        new(
            Eb + "UserMessage",
            Info(message.MessageId, message.Timestamp, message.RefToMessageId),
            new XElement(Eb + "PartyInfo", Write("From", message.From), Write("To", message.To)),
            new XElement(
                Eb + "CollaborationInfo",
                message.Agreement is not { } agreement ? null : new XElement(
                    Eb + "AgreementRef", Optional("type", agreement.Type), Optional("pmode", agreement.ProcessingMode), agreement.Value),
                new XElement(Eb + "Service", Optional("type", message.Service.Type), message.Service.Value),
                new XElement(Eb + "Action", message.Action),
                new XElement(Eb + "ConversationId", message.ConversationId)),
            message.Properties.Count == 0 ? null : new XElement(Eb + "MessageProperties", message.Properties.Select(Write)),
            message.Parts.Count == 0 ? null : new XElement(Eb + "PayloadInfo", message.Parts.Select(Write)));

    /// <param name="signal">Identifiers and errors.</param>
    /// <param name="references">The <c>ds:Reference</c> elements of the message acknowledged; null for errors.</param>
    public static XElement Write(SignalMessage signal, IEnumerable<XmlElement>? references) =>
        new(
            Eb + "SignalMessage",
            Info(signal.MessageId, signal.Timestamp, signal.RefToMessageId),
            references is null ? null : new XElement(
                Eb + "Receipt",
                new XElement(
                    Ebbp + "NonRepudiationInformation",
                    new XAttribute(XNamespace.Xmlns + "ebbp", Ebbp),
                    references.Select(reference => new XElement(Ebbp + "MessagePartNRInformation", Copy(reference))))),
            signal.Errors.Select(Write));

    private static XElement Info(string messageId, DateTimeOffset timestamp, string? refTo) =>
        new(
            Eb + "MessageInfo",
            new XElement(Eb + "Timestamp", HeaderText.Write(timestamp)),
            new XElement(Eb + "MessageId", messageId),
            refTo is null ? null : new XElement(Eb + "RefToMessageId", refTo));

    private static XElement Write(string name, Party party) =>
        new(
            Eb + name,
            new XElement(Eb + "PartyId", Optional("type", party.Id.Type), party.Id.Value),
            new XElement(Eb + "Role", party.Role));

    private static XElement Write(MessageProperty property) =>
        new(Eb + "Property", new XAttribute("name", property.Name), Optional("type", property.Type), property.Value);

    private static XElement Write(PartInfo part) =>
        new(
            Eb + "PartInfo",
            new XAttribute("href", ContentReference.Write(part.ContentId)),
            part.Properties.Count == 0 ? null : new XElement(Eb + "PartProperties", part.Properties.Select(Write)));

    private static XElement Write(ReportedError error) =>
        new(
            Eb + "Error",
            new XAttribute("category", error.Kind.Category),
            new XAttribute("errorCode", error.Kind.Code),
            new XAttribute("origin", error.Kind.Origin),
            Optional("refToMessageInError", error.RefToMessageInError),
            new XAttribute("severity", error.IsFailure ? "failure" : "warning"),
            new XAttribute("shortDescription", error.Kind.ShortDescription),
            error.Description is null ? null : new XElement(Eb + "Description", new XAttribute(XNamespace.Xml + "lang", "en"), error.Description));

    private static XAttribute? Optional(string name, string? value) => value is null ? null : new XAttribute(name, value);

    private static XElement Copy(XmlElement element)
    {
        using var reader = new XmlNodeReader(element);
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }
}
