// SPDX-License-Identifier: EUPL-1.2

using System.Xml;

namespace OnceOnly.Oots.Edm;

/// <summary>Namespaces and fixed values of the OOTS Exchange Data Model on ebXML RegRep 4.</summary>
public static class EdmNames
{
    public const string Query = "urn:oasis:names:tc:ebxml-regrep:xsd:query:4.0";
    public const string Rim = "urn:oasis:names:tc:ebxml-regrep:xsd:rim:4.0";
    public const string Rs = "urn:oasis:names:tc:ebxml-regrep:xsd:rs:4.0";
    public const string Sdg = "http://data.europa.eu/p4s";
    public const string XLink = "http://www.w3.org/1999/xlink";

    public const string StatusPrefix = "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:";
    public const string Success = StatusPrefix + "Success";
    public const string Unavailable = StatusPrefix + "Unavailable";
    public const string Failure = StatusPrefix + "Failure";

    public const string CollectionSet = "urn:oasis:names:tc:ebxml-regrep:CollectionType:Set";
    public const string AssociationPrefix = "urn:oasis:names:tc:ebxml-regrep:AssociationType:";
    public const string ClassificationScheme = "urn:fdc:oots:classification:edm";
    public const string SeverityError = "urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:Error";
    public const string SeverityPreviewRequired = "urn:sr.oots.tech.ec.europa.eu:codes:ErrorSeverity:EDMErrorResponse:PreviewRequired";

    public const string UuidUrnPrefix = "urn:uuid:";
    public const string ElectronicAddressPrefix = "urn:cef.eu:names:identifier:EAS:";
    public const string UnregisteredPrefix = "urn:oasis:names:tc:ebcore:partyid-type:unregistered:";
    public const string EidasScheme = "eidas";

    /// <summary>The prefixes our own XPath expressions use; messages may use any.</summary>
    internal static XmlNamespaceManager Prefixes { get; } = CreatePrefixes();

    private static XmlNamespaceManager CreatePrefixes()
    {
        var prefixes = new XmlNamespaceManager(new NameTable());
        prefixes.AddNamespace("query", Query);
        prefixes.AddNamespace("rim", Rim);
        prefixes.AddNamespace("rs", Rs);
        prefixes.AddNamespace("sdg", Sdg);
        prefixes.AddNamespace("xlink", XLink);
        return prefixes;
    }
}
