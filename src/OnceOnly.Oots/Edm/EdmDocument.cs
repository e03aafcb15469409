// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.Oots.Rules;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Oots.Edm;

/// <summary>A message as it was received: read safely, its kind and version known, nothing checked yet.</summary>
public sealed class EdmDocument
{
    private EdmDocument(ReadOnlyMemory<byte> octets, XmlElement root, EdmKind kind)
    {
        Octets = octets;
        Root = root;
        Kind = kind;
        Specification = root.Slot("SpecificationIdentifier").SlotText();
        Version = EdmVersions.TryParseSpecification(Specification, out var version) ? version : null;
    }

    /// <summary>Evidence travels beside the message, so a message itself is small: 4 MiB.</summary>
    public static XmlLimits Limits { get; } = new(4 * 1024 * 1024, 48, 100_000) { AllowsRepeatedIds = true };

    public EdmKind Kind { get; }

    /// <summary>The specification the message names, as it stands; null when it names none.</summary>
    public string? Specification { get; }

    /// <summary>Null when the message names no version, or none that is known.</summary>
    public EdmVersion? Version { get; }

    /// <summary>The id of the request: of this message itself, or of the one it answers; null when none of the right form is there.</summary>
    public string? RequestId => Root.Attribute(Kind == EdmKind.Request ? "id" : "requestId")?.Trim() is { } id && RuleValues.UuidUrn.IsMatch(id) ? id : null;

    /// <summary>The version by whose rules the message is judged: its own, else the newest.</summary>
    internal EdmVersion JudgedAs => Version ?? EdmVersion.V20;

    internal XmlElement Root { get; }

    /// <summary>As it came: written anew it may be longer than <see cref="Limits"/>.</summary>
    internal ReadOnlyMemory<byte> Octets { get; }

    /// <summary>Reads a message and tells its kind from its content.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out EdmDocument? document, out EdmFault fault)
    {
        document = null;
        if (!TryReadRoot(bytes, out var root, out fault))
        {
            return false;
        }

        EdmKind? kind = root.LocalName switch
        {
            "QueryRequest" => EdmKind.Request,
            "QueryResponse" when IsCatalogueAnswer(root) => null,
            "QueryResponse" when SaysFailure(root) => EdmKind.Error,
            "QueryResponse" => EdmKind.Response,
            _ => null,
        };
        if (kind is null)
        {
            fault = root.LocalName == "QueryResponse" ? EdmFault.CatalogueAnswer : EdmFault.NotARegRepMessage;
            return false;
        }

        document = new EdmDocument(bytes, root, kind.Value);
        return true;
    }

    /// <summary>Reads a message of which the transport told what it must be; anything else breaks that kind's first rule.</summary>
    public static bool TryReadAs(EdmKind kind, ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out EdmDocument? document, out EdmFault fault)
    {
        document = TryReadRoot(bytes, out var root, out fault) ? new EdmDocument(bytes, root, kind) : null;
        return document is not null;
    }

    private static bool TryReadRoot(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out XmlElement? root, out EdmFault fault)
    {
        root = null;
        if (!SafeXml.TryRead(bytes, Limits, out var xml, out var xmlFault))
        {
            fault = xmlFault != XmlFault.Malformed ? EdmFault.TooLarge
                : DeclaredEncoding.IsUnknown(bytes.Span) ? EdmFault.EncodingUnknown
                : EdmFault.Malformed;
            return false;
        }

        fault = EdmFault.None;
        root = xml.DocumentElement!;
        return true;
    }

    private static bool SaysFailure(XmlElement root) =>
        root.Attribute("status")?.Trim() == EdmNames.Failure
        || (root.Children(EdmNames.Rs, "Exception").Any() && !root.Children(EdmNames.Rim, "RegistryObjectList").Any());

    private static bool IsCatalogueAnswer(XmlElement root) =>
        root.Slot("SpecificationIdentifier").SlotText()?.StartsWith("oots-cs:", StringComparison.Ordinal) is true
        || root.Children(EdmNames.Rs, "Exception").Any(exception =>
            exception.Attribute("code") is { } code && (code.StartsWith("EB:", StringComparison.Ordinal) || code.StartsWith("DSD:", StringComparison.Ordinal)))
        || root.Children(EdmNames.Rim, "RegistryObjectList")
            .SelectMany(list => list.Children(EdmNames.Rim, "RegistryObject"))
            .Any(item => item.Slot("Requirement") is not null || item.Slot("DataServiceEvidenceType") is not null);
}
