// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Text;
using System.Web;
using OnceOnly.Oots.Tests.CommonServices;

namespace OnceOnly.Evidence.Tests.Abroad;

/// <summary>An Evidence Broker and a Data Service Directory that say what a test has them say, with a seal.</summary>
internal sealed class SealedServices(TimeProvider clock) : HttpMessageHandler
{
    public const string Repository = "https://sr.oots.tech.ec.europa.eu";
    public const string Requirement = Repository + "/requirements/315cfd75-6605-49c4-b0fe-799833b41099";
    public const string Degree = Repository + "/evidencetypeclassifications/FI/ca8afed6-2dc0-422a-a931-d21c3d8d370e";
    public const string Transcript = Repository + "/evidencetypeclassifications/FI/1b8afed6-2dc0-422a-a931-d21c3d8d370e";
    public const string Record = "41170824-15d9-4c16-984e-63b75b937b8c";

    private const string Namespaces =
        """xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:4.0" xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rim:4.0" xmlns:rs="urn:oasis:names:tc:ebxml-regrep:xsd:rs:4.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://data.europa.eu/p4s" """;

    public CatalogueSigner Signer { get; } = new();

    public bool IsDown { get; set; }

    public string[] Versions { get; set; } = ["oots-edm:v1.2", "oots-edm:v2.0"];

    /// <summary>Whether the directory wants to know something of the citizen before it names anybody.</summary>
    public bool AsksWhere { get; set; }

    public TimeSpan SignedAgo { get; set; }

    /// <summary>The requirement it answers about, whatever was asked.</summary>
    public string AnswersFor { get; set; } = Requirement;

    public List<string> Asked { get; } = [];
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        lock (Asked)
        {
            Asked.Add(request.RequestUri.PathAndQuery);
        }

        if (IsDown)
        {
            throw new HttpRequestException("down");
        }

        var body = Encoding.UTF8.GetBytes(query["queryId"]!.Split(':')[^1] switch
        {
            "requirements-by-procedure-and-jurisdiction" => Answer("Requirement", RequirementXml(string.Empty)),
            "evidence-types-by-requirement-and-jurisdiction" => Answer("Requirement", RequirementXml(Lists(query["country-code"]))),
            _ when AsksWhere && query["0d9ffd10-7a3c-4e7b-8b48-0d5a4a2f9c01"] is not "Helsinki" => WhereDidYouStudy,
            _ => DataServices(query["evidence-type-classification"]!),
        });
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in Signer.Sign(body, header => header["iat"] = (clock.GetUtcNow() - SignedAgo).ToUnixTimeSeconds()))
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return Task.FromResult(response);
    }

    private static string WhereDidYouStudy { get; } =
        $"""<q:QueryResponse {Namespaces}status="urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Failure"><rs:Exception xsi:type="rs:ObjectNotFoundExceptionType" code="DSD:ERR:0005" message="m"><r:Slot name="UserRequestedClassificationConcepts"><r:SlotValue xsi:type="r:CollectionValueType"><r:Element xsi:type="r:AnyValueType"><EvidenceProviderClassification><Identifier>0d9ffd10-7a3c-4e7b-8b48-0d5a4a2f9c01</Identifier><Type>string</Type><Description lang="EN">Where did you study?</Description></EvidenceProviderClassification></r:Element></r:SlotValue></r:Slot></rs:Exception></q:QueryResponse>""";

    private string RequirementXml(string lists) =>
        $"""<Requirement><Identifier>{(lists.Length > 0 ? AnswersFor : Requirement)}</Identifier><Name lang="EN">Proof of a degree</Name><ReferenceFramework><Identifier>p1</Identifier><RelatedTo><Identifier>T3</Identifier></RelatedTo></ReferenceFramework>{lists}</Requirement>""";

    private static string Lists(string? country) => country == "FI"
        ? $"""<EvidenceTypeList><Identifier>l1</Identifier><Name lang="EN">Degree</Name><EvidenceType><EvidenceTypeClassification>{Degree}</EvidenceTypeClassification><Title lang="EN">Degree certificate</Title></EvidenceType><EvidenceType><EvidenceTypeClassification>{Transcript}</EvidenceTypeClassification><Title lang="EN">Transcript</Title></EvidenceType></EvidenceTypeList><EvidenceTypeList><Identifier>l2</Identifier><Name lang="EN">Diploma</Name><EvidenceType><EvidenceTypeClassification>{Degree}</EvidenceTypeClassification><Title lang="EN">Degree certificate</Title></EvidenceType></EvidenceTypeList>"""
        : string.Empty;

    private string DataServices(string type) => Answer("DataServiceEvidenceType", $"""
        <DataServiceEvidenceType><Identifier>{Record}</Identifier><EvidenceTypeClassification>{type}</EvidenceTypeClassification><Title lang="EN">Degree certificate</Title><Title lang="FI">Tutkintotodistus</Title>
        <DistributedAs><Format>application/pdf</Format></DistributedAs>{AccessService("AP_FI_01", "FIREG01", "Rekisteri")}{AccessService("AP_FI_02", "FIREG02", "Toinen")}
        <AuthenticationLevelOfAssurance>Substantial</AuthenticationLevelOfAssurance></DataServiceEvidenceType>
        """);

    private string AccessService(string party, string provider, string name) =>
        $"""<AccessService><Identifier schemeID="urn:oasis:names:tc:ebcore:partyid-type:unregistered:FI">{party}</Identifier>{string.Concat(Versions.Select(version => $"<ConformsTo>{version}</ConformsTo>"))}<Publisher><Identifier schemeID="urn:oasis:names:tc:ebcore:partyid-type:unregistered:FI">{provider}</Identifier><Name lang="FI">{name}</Name></Publisher></AccessService>""";

    private static string Answer(string slot, string content) =>
        $"""<q:QueryResponse {Namespaces}status="urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success"><r:RegistryObjectList><r:RegistryObject id="urn:uuid:1"><r:Slot name="{slot}"><r:SlotValue xsi:type="r:AnyValueType">{content}</r:SlotValue></r:Slot></r:RegistryObject></r:RegistryObjectList></q:QueryResponse>""";
}
