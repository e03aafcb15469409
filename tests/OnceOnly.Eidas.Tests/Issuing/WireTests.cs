// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml.Linq;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Requests;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Saml;
using OnceOnly.Eidas.Tests.World;

namespace OnceOnly.Eidas.Tests.Issuing;

/// <summary>Every element and attribute of the answers of a node.</summary>
public class WireTests
{
    private const string Saml = "urn:oasis:names:tc:SAML:2.0:assertion";
    private const string Samlp = "urn:oasis:names:tc:SAML:2.0:protocol";
    private const string Natural = "http://eidas.europa.eu/attributes/naturalperson";

    [Fact]
    public void an_assertion_is_written_as_the_profile_has_it()
    {
        var (request, response) = Issue(new Authentication
        {
            Subject = Actors.Carmen,
            LevelOfAssurance = "http://eidas.europa.eu/LoA/high",
            Lifetime = TimeSpan.FromMinutes(3),
        });

        Opened.Text(Opened.Assertion(response)).ShouldBe(Opened.Text(
            $"""
            <saml2:Assertion xmlns:saml2="{Saml}" ID="_random" Version="2.0" IssueInstant="2026-11-21T12:00:00.000Z">
              <saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">https://node.example.es/metadata</saml2:Issuer>
              <saml2:Subject>
                <saml2:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">_random</saml2:NameID>
                <saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
                  <saml2:SubjectConfirmationData InResponseTo="{request.Id}" NotOnOrAfter="2026-11-21T12:03:00.000Z" Recipient="https://gateway.example.gr/eidas/acs" />
                </saml2:SubjectConfirmation>
              </saml2:Subject>
              <saml2:Conditions NotBefore="2026-11-21T12:00:00.000Z" NotOnOrAfter="2026-11-21T12:03:00.000Z">
                <saml2:AudienceRestriction>
                  <saml2:Audience>https://gateway.example.gr/eidas/metadata</saml2:Audience>
                </saml2:AudienceRestriction>
              </saml2:Conditions>
              <saml2:AuthnStatement AuthnInstant="2026-11-21T12:00:00.000Z" SessionIndex="_random">
                <saml2:AuthnContext>
                  <saml2:AuthnContextClassRef>http://eidas.europa.eu/LoA/high</saml2:AuthnContextClassRef>
                </saml2:AuthnContext>
              </saml2:AuthnStatement>
              <saml2:AttributeStatement>
                {Attribute("PersonIdentifier", "PersonIdentifier", Value("PersonIdentifier", "ES/EL/02635542Y"))}
                {Attribute("CurrentFamilyName", "FamilyName", Value("CurrentFamilyName", "García", " types:LatinScript=\"false\"") + Value("CurrentFamilyName", "Garcia"))}
                {Attribute("CurrentGivenName", "FirstName", Value("CurrentGivenName", "Carmen"))}
                {Attribute("DateOfBirth", "DateOfBirth", Value("DateOfBirth", "1980-02-29"))}
              </saml2:AttributeStatement>
            </saml2:Assertion>
            """));
    }

    [Fact]
    public void an_address_is_written_in_the_order_of_its_schema()
    {
        var (_, response) = Issue(new Authentication { Subject = Everybody.Natural, LevelOfAssurance = "http://eidas.europa.eu/LoA/high" });
        var value = Opened.Assertion(response).Descendants().Single(element => (string?)element.Attribute("FriendlyName") == "CurrentAddress").Value;

        Encoding.UTF8.GetString(Convert.FromBase64String(value)).ShouldBe(
            Part("PoBox", "1 &amp; 2") + Part("LocatorDesignator", "22") + Part("LocatorName", "Casa &lt;Azul&gt;") + Part("CvaddressArea", "Salamanca")
            + Part("Thoroughfare", "Calle O'Donnell") + Part("PostName", "Madrid") + Part("AdminunitFirstline", "ES")
            + Part("AdminunitSecondline", "Comunidad de Madrid") + Part("PostCode", "28009"));

        static string Part(string name, string text) => $"<eidas:{name} xmlns:eidas=\"{Natural}\">{text}</eidas:{name}>";
    }

    [Fact]
    public void everything_that_is_known_of_persons_arrives()
    {
        var (request, response) = Issue(new Authentication { Subject = Everybody.Natural, LevelOfAssurance = "http://eidas.europa.eu/LoA/high" });
        Accept(request, response).Subject.ShouldBe(Everybody.Natural);

        (request, response) = Issue(new Authentication
        {
            Subject = Everybody.Legal,
            Representative = Everybody.Natural,
            LevelOfAssurance = "http://eidas.europa.eu/LoA/high",
        });
        var accepted = Accept(request, response);
        accepted.Subject.ShouldBe(Everybody.Legal);
        accepted.Representative.ShouldBe(Everybody.Natural);

        (request, response) = Issue(new Authentication
        {
            Subject = Everybody.Natural,
            Representative = Everybody.Legal,
            LevelOfAssurance = "http://eidas.europa.eu/LoA/high",
        });
        accepted = Accept(request, response);
        accepted.Subject.ShouldBe(Everybody.Natural);
        accepted.Representative.ShouldBe(Everybody.Legal);
        accepted.ReplayableUntil.ShouldBe(Actors.Now.AddMinutes(6), "five minutes unless said otherwise, and a minute for clocks");
    }

    [Fact]
    public void a_success_carries_one_encrypted_assertion()
    {
        var (request, response) = Issue(new Authentication { Subject = Actors.Carmen, LevelOfAssurance = "http://eidas.europa.eu/LoA/high" });
        var root = Opened.Unsigned(response.Xml);
        var encrypted = root.Elements().Last();
        encrypted.Elements().Select(element => element.Name.LocalName).ShouldBe(["EncryptedData"]);
        encrypted.ReplaceWith(new XElement(encrypted.Name));

        response.AssertionConsumerService.ShouldBe("https://gateway.example.gr/eidas/acs");
        Opened.Text(root).ShouldBe(Answer(request.Id, "<saml2p:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\" />", "<saml2:EncryptedAssertion />"));
        SignatureIsSecond(response);
    }

    [Theory]
    [InlineData(null, null, "")]
    [InlineData("urn:sub", null, "")]
    [InlineData("urn:sub", "Why & how", "<saml2p:StatusMessage>Why &amp; how</saml2p:StatusMessage>")]
    public void a_failure_carries_no_assertion(string? subCode, string? message, string written)
    {
        var request = Actors.Request();
        var response = IssuedResponse.Failure(Actors.Node, Actors.Receive(request), Actors.Now, StatusCode.Responder, subCode, message);
        var sub = subCode is null ? "" : $"<saml2p:StatusCode Value=\"{subCode}\" />";

        Opened.Text(Opened.Unsigned(response.Xml)).ShouldBe(
            Answer(request.Id, $"<saml2p:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Responder\">{sub}</saml2p:StatusCode>{written}", "")
                .Replace("Responder\"></saml2p:StatusCode>", "Responder\" />", StringComparison.Ordinal));
        SignatureIsSecond(response);
    }

    [Fact]
    public void an_assertion_is_signed_where_its_node_does_so()
    {
        var login = new Authentication { Subject = Actors.Carmen, LevelOfAssurance = "http://eidas.europa.eu/LoA/high" };

        Children(login with { SignAssertion = true }).ShouldBe(["Issuer", "Signature", "Subject", "Conditions", "AuthnStatement", "AttributeStatement"]);
        Children(login).ShouldBe(["Issuer", "Subject", "Conditions", "AuthnStatement", "AttributeStatement"]);

        static IEnumerable<string> Children(Authentication authentication) =>
            Opened.Assertion(Issue(authentication).Response).Elements().Select(element => element.Name.LocalName);
    }

    [Fact]
    public void what_is_missing_is_named()
    {
        var request = Actors.Receive(Actors.Request());
        var login = new Authentication { Subject = Actors.Carmen, LevelOfAssurance = "http://eidas.europa.eu/LoA/high" };

        Should.Throw<ArgumentNullException>(() => IssuedResponse.Success(null!, request, login, Actors.Now)).ParamName.ShouldBe("node");
        Should.Throw<ArgumentNullException>(() => IssuedResponse.Success(Actors.Node, null!, login, Actors.Now)).ParamName.ShouldBe("request");
        Should.Throw<ArgumentNullException>(() => IssuedResponse.Success(Actors.Node, request, null!, Actors.Now)).ParamName.ShouldBe("authentication");
        Should.Throw<ArgumentNullException>(() => IssuedResponse.Failure(null!, request, Actors.Now, StatusCode.Responder, null)).ParamName.ShouldBe("node");
        Should.Throw<ArgumentNullException>(() => IssuedResponse.Failure(Actors.Node, null!, Actors.Now, StatusCode.Responder, null)).ParamName.ShouldBe("request");
    }

    private static (AuthnRequest Request, IssuedResponse Response) Issue(Authentication authentication)
    {
        var request = Actors.Request();
        return (request, IssuedResponse.Success(Actors.Node, Actors.Receive(request), authentication, Actors.Now));
    }

    private static AcceptedResponse Accept(AuthnRequest request, IssuedResponse response) =>
        ResponseValidator.Validate(response.Xml, Actors.Expect(request.Id), Actors.Now).ShouldBeOfType<AcceptedResponse>();

    private static void SignatureIsSecond(IssuedResponse response) =>
        XElement.Parse(Encoding.UTF8.GetString(response.Xml.Span)).Elements().ElementAt(1).Name.LocalName.ShouldBe("Signature");

    private static string Answer(string requestId, string status, string content) => Opened.Text(
        $"""
        <saml2p:Response xmlns:saml2p="{Samlp}" xmlns:saml2="{Saml}" ID="_random" Version="2.0" IssueInstant="2026-11-21T12:00:00.000Z"
            Destination="https://gateway.example.gr/eidas/acs" InResponseTo="{requestId}">
          <saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">https://node.example.es/metadata</saml2:Issuer>
          <saml2p:Status>{status}</saml2p:Status>
          {content}
        </saml2p:Response>
        """);

    private static string Attribute(string localName, string friendlyName, string values) =>
        $"<saml2:Attribute FriendlyName=\"{friendlyName}\" Name=\"{Natural}/{localName}\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\">{values}</saml2:Attribute>";

    private static string Value(string localName, string text, string more = "") =>
        $"<saml2:AttributeValue xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:types=\"{Natural}\" xsi:type=\"types:{localName}Type\"{more}>{text}</saml2:AttributeValue>";
}
