// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;
using OnceOnly.XmlSecurity.Reading;
using static OnceOnly.Oots.Rules.RuleShapes;

namespace OnceOnly.Oots.Rules;

/// <summary>R-EDM-ERR-S…: the slots of an error answer and of its exceptions.</summary>
internal static class ErrorStructure
{
    private const string Exception = "rs:Exception";

    public static IReadOnlyList<EdmRule> Rules { get; } =
    [
        new("R-EDM-ERR-S001", ".", scope => scope.Node.LocalName == "QueryResponse"),
        new("R-EDM-ERR-S002", ".", scope => scope.Node.NamespaceURI == EdmNames.Query),
        new("R-EDM-ERR-S003", ".", ErrorContent.NamesItsRequest),
        Matches("R-EDM-ERR-S004", "@requestId", RuleValues.UuidUrn),
        new("R-EDM-ERR-S006", ".", scope => ResponseStructure.Status(scope) is EdmNames.Failure || (scope.Version < EdmVersion.V12 && ResponseStructure.Status(scope) is EdmNames.Unavailable)),
        new("R-EDM-ERR-S007", ".", scope => !scope.Element.Children(EdmNames.Rim, "RegistryObjectList").Any()),
        new("R-EDM-ERR-S008", ".", scope => scope.Element.Children(EdmNames.Rs, "Exception").Any()),
        OneSlot("R-EDM-ERR-S009", "SpecificationIdentifier"),
        OneSlot("R-EDM-ERR-S010", "EvidenceResponseIdentifier"),
        OneSlot("R-EDM-ERR-S011", "ErrorProvider"),
        OneSlot("R-EDM-ERR-S012", "EvidenceRequester"),
        OneSlot("R-EDM-ERR-S013", "Timestamp", Exception),
        AtMostOneSlot("R-EDM-ERR-S014", "PreviewLocation", Exception),
        AtMostOneSlot("R-EDM-ERR-S015", "PreviewDescription", Exception),
        AtMostOneSlot("R-EDM-ERR-S016", "PreviewMethod", Exception),
        OnlySlots("R-EDM-ERR-S017", ".", "SpecificationIdentifier", "EvidenceResponseIdentifier", "ErrorProvider", "EvidenceRequester"),
        Typed("R-EDM-ERR-S018", Value("SpecificationIdentifier"), "StringValueType"),
        Typed("R-EDM-ERR-S019", Value("EvidenceResponseIdentifier"), "StringValueType"),
        Typed("R-EDM-ERR-S020", Value("ErrorProvider"), "AnyValueType"),
        Typed("R-EDM-ERR-S021", Value("EvidenceRequester"), "AnyValueType"),
        Typed("R-EDM-ERR-S022", Exception + "/" + Value("Timestamp"), "DateTimeValueType"),
        Typed("R-EDM-ERR-S023", Exception + "/" + Value("PreviewLocation"), "StringValueType"),
        Typed("R-EDM-ERR-S024", Exception + "/" + Value("PreviewDescription"), "InternationalStringValueType"),
        Typed("R-EDM-ERR-S025", Exception + "/" + Value("PreviewMethod"), "StringValueType"),
        new("R-EDM-ERR-S026", Value("ErrorProvider"), scope => scope.Element.All("Agent").Count() == 1),
        OnlySlots("R-EDM-ERR-S027", Exception, "Timestamp", "PreviewLocation", "PreviewDescription", "PreviewMethod").ForLine1(),
        OnlySlots("R-EDM-ERR-S027", Exception, "Timestamp", "PreviewLocation", "PreviewDescription").ForLine2(),
        new("R-EDM-ERR-S028", "descendant::rim:Slot", scope => scope.Element.Children(EdmNames.Rim, "SlotValue").Count() == 1),
        new("R-EDM-ERR-S029", "descendant::rim:SlotValue", scope => scope.Children.Any()),
        new("R-EDM-ERR-S030", "descendant-or-self::*[*[@lang]]", HasEachLanguageOnce),
        new("R-EDM-ERR-S031", Exception, scope => scope.Slots("PreviewLocation") == 0 || scope.Slots("PreviewMethod") > 0),
    ];

    private static bool HasEachLanguageOnce(RuleScope scope)
    {
        var seen = new HashSet<(string, string)>();
        return scope.Children.All(child => child.Attribute("lang") is not { } language || seen.Add((child.LocalName, language)));
    }
}
