// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Oots.Parsing;

internal static class ErrorParser
{
    public static EvidenceErrorResponse Parse(XmlElement root, EdmVersion version, PartReader read) => new()
    {
        Version = version,
        Id = read.SlotText(root, "EvidenceResponseIdentifier"),
        RequestId = root.Attribute("requestId")?.Trim(),
        ErrorProvider = read.Agent(root.Slot("ErrorProvider").SlotContents("Agent").FirstOrDefault()),
        Requester = root.Slot("EvidenceRequester").SlotContents("Agent").FirstOrDefault() is { } requester ? read.Agent(requester) : null,
        Exceptions = [.. root.Children(EdmNames.Rs, "Exception").Select(exception => Exception(exception, read))],
    };

    private static EdmException Exception(XmlElement exception, PartReader read)
    {
        if (!EdmErrorCodes.TryParse(read.Attribute(exception, "code"), out var code))
        {
            read.Need<XmlElement>(null, "Exception/@code");
        }

        return new EdmException(code, exception.Attribute("message") ?? string.Empty, read.SlotTime(exception, "Timestamp"))
        {
            Detail = exception.Attribute("detail"),
            PreviewLocation = exception.Slot("PreviewLocation").SlotText(),
            PreviewDescriptions = PartReader.LocalizedTexts(exception.Slot("PreviewDescription")),
            PreviewMethod = exception.Slot("PreviewMethod").SlotText(),
        };
    }
}
