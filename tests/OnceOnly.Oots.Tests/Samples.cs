// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Tests;

/// <summary>Valid messages with every optional part somewhere, written by hand and not by the code under test.</summary>
internal static class Samples
{
    private const string Namespaces =
        """xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:4.0" xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:4.0" xmlns:rs="urn:oasis:names:tc:ebxml-regrep:xsd:rs:4.0" xmlns:sdg="http://data.europa.eu/p4s" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" """;

    private const string Set = "urn:oasis:names:tc:ebxml-regrep:CollectionType:Set";
    private const string Repository = "https://sr.oots.tech.ec.europa.eu";

    private const string NaturalPerson =
        """
        <sdg:Person><sdg:LevelOfAssurance>High</sdg:LevelOfAssurance><sdg:Identifier schemeID="eidas">FI/SE/subject-0001</sdg:Identifier><sdg:FamilyName>Virtanen</sdg:FamilyName><sdg:GivenName>Aino</sdg:GivenName><sdg:DateOfBirth>1984-02-29</sdg:DateOfBirth><sdg:PlaceOfBirth>Turku</sdg:PlaceOfBirth><sdg:CurrentAddress><sdg:PostCode>20100</sdg:PostCode><sdg:AdminUnitLevel1>NO</sdg:AdminUnitLevel1></sdg:CurrentAddress><sdg:Nationality>IS</sdg:Nationality><sdg:CountryOfBirth>DK</sdg:CountryOfBirth><sdg:CountryOfResidence>EE</sdg:CountryOfResidence></sdg:Person>
        """;

    private const string Representative =
        """
        <sdg:Person><sdg:LevelOfAssurance>Substantial</sdg:LevelOfAssurance><sdg:Identifier schemeID="eidas">LV/SE/acting-0001</sdg:Identifier><sdg:FamilyName>Ozols</sdg:FamilyName><sdg:GivenName>Janis</sdg:GivenName><sdg:DateOfBirth>1970-12-31</sdg:DateOfBirth><sdg:CurrentAddress><sdg:AdminUnitLevel1>PL</sdg:AdminUnitLevel1></sdg:CurrentAddress><sdg:Gender>Male</sdg:Gender><sdg:Nationality>LT</sdg:Nationality><sdg:CountryOfBirth>CZ</sdg:CountryOfBirth><sdg:CountryOfResidence>SK</sdg:CountryOfResidence><sdg:SectorSpecificAttribute><sdg:AttributeName>PowerOfRepresentationScope</sdg:AttributeName><sdg:AttributeURI>http://data.europa.eu/p4s/attributes/PowerOfRepresentationScope</sdg:AttributeURI><sdg:AttributeValue>T3</sdg:AttributeValue></sdg:SectorSpecificAttribute></sdg:Person>
        """;

    private const string LegalPerson =
        """
        <sdg:LegalPerson><sdg:LevelOfAssurance>High</sdg:LevelOfAssurance><sdg:Identifier schemeID="VAT">FI12345678</sdg:Identifier><sdg:LegalPersonIdentifier schemeID="eidas">FI/SE/company-0001</sdg:LegalPersonIdentifier><sdg:LegalName>Sahalaitos Oy</sdg:LegalName><sdg:RegisteredAddress><sdg:AdminUnitLevel1>NO</sdg:AdminUnitLevel1></sdg:RegisteredAddress></sdg:LegalPerson>
        """;

    private const string LegalRepresentative =
        """
        <sdg:LegalPerson><sdg:LevelOfAssurance>Low</sdg:LevelOfAssurance><sdg:Identifier schemeID="LEI">969500HBOM1RJXTLZ57X</sdg:Identifier><sdg:LegalPersonIdentifier schemeID="eidas">LV/SE/acting-firm</sdg:LegalPersonIdentifier><sdg:LegalName>Padomi SIA</sdg:LegalName><sdg:RegisteredAddress><sdg:AdminUnitLevel1>PL</sdg:AdminUnitLevel1></sdg:RegisteredAddress><sdg:SectorSpecificAttribute><sdg:AttributeName>PowerOfRepresentationScope</sdg:AttributeName><sdg:AttributeURI>http://data.europa.eu/p4s/attributes/PowerOfRepresentationScope</sdg:AttributeURI><sdg:AttributeValue>T3, X4</sdg:AttributeValue></sdg:SectorSpecificAttribute></sdg:LegalPerson>
        """;

    private const string RequesterOfAnswer =
        """<sdg:Agent><sdg:Identifier schemeID="urn:cef.eu:names:identifier:EAS:0007">2021001234</sdg:Identifier><sdg:Name lang="SV">Kommunen</sdg:Name></sdg:Agent>""";

    public static string Request20 { get; } = Request("2.0", Any("NaturalPerson", NaturalPerson) + Any("AuthorizedRepresentative", Representative));

    public static string LegalRequest20 { get; } = Request("2.0", Any("LegalPerson", LegalPerson) + Any("AuthorizedRepresentativeLegalPerson", LegalRepresentative));

    public static string Request12 { get; } = Request("1.2", Any("NaturalPerson", NaturalPerson) + Any("AuthorizedRepresentative", Representative));

    public static string Response20 { get; } = Response("2.0", "Success", string.Empty, Package);

    public static string LegalResponse20 { get; } = Response20.Replace(IsAboutPerson, IsAboutCompany, StringComparison.Ordinal);

    public static string Response12 { get; } = Response("1.2", "Success", string.Empty, Document("20", Evidence("11", IsAboutPerson, string.Empty), string.Empty));

    public static string Deferral20 { get; } = Response("2.0", "Unavailable", Text("ResponseAvailableDateTime", "DateTime", "2026-12-24T08:00:00Z"), string.Empty);

    public static string NotFound20 { get; } = Error("2.0", "rs:ObjectNotFoundExceptionType", "EDM:ERR:0004", "urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:Error", string.Empty);

    public static string Preview20 { get; } = PreviewError("2.0", string.Empty);

    public static string Preview12 { get; } = PreviewError("1.2", Text("PreviewMethod", "String", "GET"));

    private const string IsAboutPerson =
        """<sdg:NaturalPerson><sdg:Identifier schemeID="eidas">FI/SE/subject-0001</sdg:Identifier><sdg:FamilyName>Virtanen</sdg:FamilyName><sdg:GivenName>Aino</sdg:GivenName><sdg:DateOfBirth>1984-02-29</sdg:DateOfBirth></sdg:NaturalPerson>""";

    private const string IsAboutCompany =
        """<sdg:LegalPerson><sdg:LegalPersonIdentifier schemeID="eidas">FI/SE/company-0001</sdg:LegalPersonIdentifier><sdg:LegalName>Sahalaitos Oy</sdg:LegalName></sdg:LegalPerson>""";

    private static string Package =>
        $"""
        <rim:RegistryObject xsi:type="rim:RegistryPackageType" id="{Id("10")}"><rim:RegistryObjectList>
        {Document("20", Evidence("11", IsAboutPerson, string.Empty), Classified("30", "MainEvidence"))}
        {Document("21", Supplement("12", "EN"), Classified("31", "Annex"))}
        {Document("22", Supplement("13", "SV"), Classified("32", "Translation"))}
        {Document("23", Supplement("14", "FI"), Classified("33", "HumanReadableVersion"))}
        {Association("41", "21", "Annex")}
        {Association("42", "22", "Translation")}
        {Association("43", "23", "HumanReadableVersion")}
        </rim:RegistryObjectList></rim:RegistryObject>
        """;

    private static string Request(string version, string subject)
    {
        var is2 = version == "2.0";
        var procedure = is2
            ? Text("Procedure", "String", "T3")
            : Slot("Procedure", "rim:InternationalStringValueType", """<rim:Value><rim:LocalizedString xml:lang="EN" value="T3"/></rim:Value>""");
        return $"""
            <q:QueryRequest {Namespaces}{(is2 ? string.Empty : "xml:lang=\"SV\" ")}id="{Id("01")}">
            {Text("SpecificationIdentifier", "String", "oots-edm:v" + version)}
            {Text("IssueDateTime", "DateTime", "2026-11-20T10:00:00.000Z")}
            {procedure}
            {Text("PossibilityForPreview", "Boolean", "true")}
            {Text("ExplicitRequestGiven", "Boolean", "true")}
            {Text("PreviewLocation", "String", "https://preview.example.fi/p/1")}
            {(is2 ? Text("ReturnLocation", "String", "https://portal.example.se/r/1") : string.Empty)}
            {Collection("Requirements", $"""<sdg:Requirement><sdg:Identifier>{Repository}/requirements/f8a6a284-34e9-42c7-9733-63b5c4f4aa42</sdg:Identifier><sdg:Name lang="EN">Proof of a degree</sdg:Name><sdg:Description lang="SV">Bevis om examen</sdg:Description></sdg:Requirement>""")}
            {Collection("EvidenceRequester", Requester, Platform)}
            {Any("EvidenceProvider", """<sdg:Agent><sdg:Identifier schemeID="urn:oasis:names:tc:ebcore:partyid-type:unregistered:FI">FIREG01</sdg:Identifier><sdg:Name lang="FI">Rekisteri</sdg:Name></sdg:Agent>""")}
            {Collection("EvidenceProviderClassification", $"""<sdg:EvidenceProviderClassification><sdg:Identifier schemeID="{Repository}/codelists/FI/Municipality">cf2bdb56-60f9-4379-9d97-eb6b3e4a27a5</sdg:Identifier><sdg:Type>codelist</sdg:Type><sdg:ValueExpression>https://lists.example.fi/municipality</sdg:ValueExpression><sdg:Description lang="FI">Kotikunta</sdg:Description><sdg:SupportedValue><sdg:StringValue>853</sdg:StringValue></sdg:SupportedValue></sdg:EvidenceProviderClassification>""")}
            <q:ResponseOption returnType="LeafClassWithRepositoryItem"/>
            <q:Query queryDefinition="DocumentQuery">
            {Any("EvidenceRequest", EvidenceType(is2))}
            {subject}
            </q:Query></q:QueryRequest>
            """;
    }

    private static string Requester =>
        """<sdg:Agent><sdg:Identifier schemeID="urn:cef.eu:names:identifier:EAS:0007">2021001234</sdg:Identifier><sdg:Name lang="SV">Kommunen</sdg:Name><sdg:Address><sdg:AdminUnitLevel1>SE</sdg:AdminUnitLevel1><sdg:AdminUnitLevel2>SE110</sdg:AdminUnitLevel2></sdg:Address><sdg:Classification>ER</sdg:Classification></sdg:Agent>""";

    private static string Platform =>
        """<sdg:Agent><sdg:Identifier schemeID="urn:oasis:names:tc:ebcore:partyid-type:unregistered:SE">PLATFORM</sdg:Identifier><sdg:Name lang="EN">Platform</sdg:Name><sdg:Classification>IP</sdg:Classification></sdg:Agent>""";

    private static string EvidenceType(bool is2) =>
        $"""
        <sdg:DataServiceEvidenceType><sdg:Identifier>41170824-15d9-4c16-984e-63b75b937b8c</sdg:Identifier><sdg:EvidenceTypeClassification>{Repository}/evidencetypeclassifications/FI/ca8afed6-2dc0-422a-a931-d21c3d8d370e</sdg:EvidenceTypeClassification><sdg:Title lang="EN">Degree</sdg:Title><sdg:Description lang="FI">Tutkinto</sdg:Description><sdg:DistributedAs><sdg:Format>application/xml</sdg:Format>{(is2 ? "<sdg:Language>EN</sdg:Language>" : string.Empty)}<sdg:ConformsTo>{Repository}/datamodels/degree</sdg:ConformsTo>{(is2 ? "<sdg:AssociatedDocumentRequest>Annex</sdg:AssociatedDocumentRequest>" : $"<sdg:Transformation>{Repository}/distributions/degree/short</sdg:Transformation>")}</sdg:DistributedAs></sdg:DataServiceEvidenceType>
        """;

    private static string Response(string version, string status, string extraSlot, string objects) =>
        $"""
        <q:QueryResponse {Namespaces}status="urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:{status}" requestId="{Id("01")}">
        {Text("SpecificationIdentifier", "String", "oots-edm:v" + version)}
        {Text("EvidenceResponseIdentifier", "String", "00000000-0000-4000-8000-000000000002")}
        {Text("IssueDateTime", "DateTime", "2026-11-20T10:00:05Z")}
        {Collection("EvidenceProvider", """<sdg:Agent><sdg:Identifier schemeID="urn:oasis:names:tc:ebcore:partyid-type:unregistered:FI">FIREG01</sdg:Identifier><sdg:Name lang="FI">Rekisteri</sdg:Name><sdg:Address><sdg:AdminUnitLevel1>FI</sdg:AdminUnitLevel1><sdg:AdminUnitLevel2>FI1C1</sdg:AdminUnitLevel2></sdg:Address><sdg:Classification>EP</sdg:Classification></sdg:Agent>""")}
        {Any("EvidenceRequester", RequesterOfAnswer)}
        {extraSlot}
        <rim:RegistryObjectList>{objects}</rim:RegistryObjectList></q:QueryResponse>
        """;

    private static string Document(string id, string evidence, string classification) =>
        $"""<rim:RegistryObject xsi:type="rim:ExtrinsicObjectType" id="{Id(id)}">{Any("EvidenceMetadata", evidence)}{classification}<rim:RepositoryItemRef xlink:href="cid:part-{id}@ap.example.fi" xlink:title="Evidence"/></rim:RegistryObject>""";

    private static string Evidence(string id, string subject, string extra) =>
        $"""<sdg:Evidence><sdg:Identifier>00000000-0000-4000-8000-0000000000{id}</sdg:Identifier><sdg:IsAbout>{subject}</sdg:IsAbout><sdg:IssuingAuthority><sdg:Identifier schemeID="urn:oasis:names:tc:ebcore:partyid-type:unregistered:FI">FIUNI01</sdg:Identifier><sdg:Name lang="FI">Yliopisto</sdg:Name></sdg:IssuingAuthority><sdg:IsConformantTo><sdg:EvidenceTypeClassification>{Repository}/evidencetypeclassifications/FI/ca8afed6-2dc0-422a-a931-d21c3d8d370e</sdg:EvidenceTypeClassification><sdg:Title lang="EN">Degree</sdg:Title><sdg:Description lang="FI">Tutkinto</sdg:Description></sdg:IsConformantTo><sdg:IssuingDate>2010-05-31</sdg:IssuingDate><sdg:Distribution><sdg:Format>application/xml</sdg:Format><sdg:Language>FI</sdg:Language><sdg:ConformsTo>{Repository}/datamodels/degree</sdg:ConformsTo></sdg:Distribution><sdg:ValidityPeriod><sdg:StartDate>2010-05-31</sdg:StartDate><sdg:EndDate>2030-05-31</sdg:EndDate></sdg:ValidityPeriod>{extra}</sdg:Evidence>""";

    private static string Supplement(string id, string language) =>
        $"""<sdg:Evidence><sdg:Identifier>00000000-0000-4000-8000-0000000000{id}</sdg:Identifier><sdg:Distribution><sdg:Format>application/pdf</sdg:Format><sdg:Language>{language}</sdg:Language></sdg:Distribution></sdg:Evidence>""";

    private static string Classified(string id, string node) =>
        $"""<rim:Classification id="{Id(id)}" classificationScheme="urn:fdc:oots:classification:edm" classificationNode="{node}"/>""";

    private static string Association(string id, string source, string kind) =>
        $"""<rim:RegistryObject xsi:type="rim:AssociationType" id="{Id(id)}" sourceObject="{Id(source)}" targetObject="{Id("20")}" type="urn:oasis:names:tc:ebxml-regrep:AssociationType:{kind}"/>""";

    private static string PreviewError(string version, string method) => Error(
        version,
        "rs:AuthorizationExceptionType",
        "EDM:ERR:0002",
        "urn:sr.oots.tech.ec.europa.eu:codes:ErrorSeverity:EDMErrorResponse:PreviewRequired",
        Text("PreviewLocation", "String", "https://preview.example.fi/p/1")
            + Slot("PreviewDescription", "rim:InternationalStringValueType", """<rim:Value><rim:LocalizedString xml:lang="EN" value="Look at your degree"/></rim:Value>""")
            + method);

    private static string Error(string version, string type, string code, string severity, string slots) =>
        $"""
        <q:QueryResponse {Namespaces.Replace("xmlns:q=", "xmlns:query=\"urn:oasis:names:tc:ebxml-regrep:xsd:query:4.0\" xmlns:q=", StringComparison.Ordinal)}status="urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Failure" requestId="{Id("01")}">
        {Text("SpecificationIdentifier", "String", "oots-edm:v" + version)}
        {Text("EvidenceResponseIdentifier", "String", "00000000-0000-4000-8000-000000000003")}
        {Any("ErrorProvider", """<sdg:Agent><sdg:Identifier schemeID="urn:oasis:names:tc:ebcore:partyid-type:unregistered:FI">FIREG01</sdg:Identifier><sdg:Name lang="FI">Rekisteri</sdg:Name><sdg:Address><sdg:AdminUnitLevel1>FI</sdg:AdminUnitLevel1><sdg:AdminUnitLevel2>FI1C1</sdg:AdminUnitLevel2></sdg:Address><sdg:Classification>ERRP</sdg:Classification></sdg:Agent>""")}
        {Any("EvidenceRequester", RequesterOfAnswer)}
        <rs:Exception xsi:type="{type}" message="No evidence" severity="{severity}" code="{code}">
        {Text("Timestamp", "DateTime", "2026-11-20T10:00:05Z")}
        {slots}
        </rs:Exception></q:QueryResponse>
        """;

    private static string Id(string number) => "urn:uuid:00000000-0000-4000-8000-0000000000" + number;

    private static string Slot(string name, string type, string content) =>
        $"""<rim:Slot name="{name}"><rim:SlotValue xsi:type="{type}">{content}</rim:SlotValue></rim:Slot>""";

    private static string Text(string name, string type, string text) => Slot(name, $"rim:{type}ValueType", $"<rim:Value>{text}</rim:Value>");

    private static string Any(string name, string content) => Slot(name, "rim:AnyValueType", content);

    private static string Collection(string name, params string[] contents) =>
        $"""<rim:Slot name="{name}"><rim:SlotValue xsi:type="rim:CollectionValueType" collectionType="{Set}">{string.Concat(contents.Select(content => $"<rim:Element xsi:type=\"rim:AnyValueType\">{content}</rim:Element>"))}</rim:SlotValue></rim:Slot>""";
}
