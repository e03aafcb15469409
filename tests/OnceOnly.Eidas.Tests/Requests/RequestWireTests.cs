// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml.Linq;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Profiles;
using OnceOnly.Eidas.Requests;
using OnceOnly.Eidas.Saml;
using OnceOnly.Eidas.Tests.World;

namespace OnceOnly.Eidas.Tests.Requests;

/// <summary>Every element and attribute of our requests.</summary>
public class RequestWireTests
{
    private const string Natural = "http://eidas.europa.eu/attributes/naturalperson";
    private const string Legal = "http://eidas.europa.eu/attributes/legalperson";

    private static readonly SamlServiceProvider Plain = Actors.Us with { ProviderName = null };

    private static readonly AuthnRequestOptions Options = new()
    {
        Destination = "https://node.example.es/sso",
        Demand = AuthnContextDemand.Minimum(AssuranceLevel.Substantial),
    };

    [Fact]
    public void a_request_is_written_as_the_profile_has_it()
    {
        var request = AuthnRequest.Create(Actors.Us, Options, Actors.Now);

        (request.IssuedAt, request.Destination).ShouldBe((Actors.Now, "https://node.example.es/sso"));
        Opened.Text(Opened.Unsigned(request.Xml)).ShouldBe(Expected(
            " ProviderName=\"Δήμος Πειραιά\"",
            $"""
            <saml2p:Extensions>
              <eidas:SPType>public</eidas:SPType>
              <eidas:RequestedAttributes>{NaturalMinimum}</eidas:RequestedAttributes>
            </saml2p:Extensions>
            <saml2p:NameIDPolicy AllowCreate="true" Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified" />
            {Context("minimum", "http://eidas.europa.eu/LoA/substantial")}
            """));
    }

    [Fact]
    public void whatever_may_be_left_out_or_chosen_is()
    {
        var options = Options with
        {
            Demand = AuthnContextDemand.Exact(["http://eidas.europa.eu/NotNotified/LoA/low", "http://eidas.europa.eu/LoA/high"]),
            Attributes =
            [
                .. RequestedAttribute.LegalPerson,
                new RequestedAttribute(EidasAttributes.Get(AttributeSet.NaturalPerson, "Gender"), IsRequired: false),
            ],
            NameIdFormat = NameIdFormat.Persistent,
        };
        var provider = Plain with { SpTypeInMetadata = true, SpType = SpType.Private, RequesterId = "https://rp.example" };

        Opened.Text(Opened.Unsigned(AuthnRequest.Create(provider, options, Actors.Now).Xml)).ShouldBe(Expected(
            "",
            $"""
            <saml2p:Extensions>
              <eidas:RequestedAttributes>
                {Attribute(Legal, "LegalPersonIdentifier", "LegalPersonIdentifier")}{Attribute(Legal, "LegalName", "LegalName")}{Attribute(Natural, "Gender", "Gender", "false")}
              </eidas:RequestedAttributes>
            </saml2p:Extensions>
            <saml2p:NameIDPolicy AllowCreate="true" Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent" />
            {Context("exact", "http://eidas.europa.eu/NotNotified/LoA/low", "http://eidas.europa.eu/LoA/high")}
            <saml2p:Scoping><saml2p:RequesterID>https://rp.example</saml2p:RequesterID></saml2p:Scoping>
            """));
    }

    [Fact]
    public void the_relying_party_may_be_named_in_the_extensions_instead()
    {
        var provider = Plain with { RequesterId = "urn:uuid:rp" };
        var options = Options with { Profile = ConnectorProfile.Eidas with { RequesterIdInExtensions = true } };

        Opened.Text(Opened.Unsigned(AuthnRequest.Create(provider, options, Actors.Now).Xml)).ShouldBe(Expected(
            "",
            $"""
            <saml2p:Extensions>
              <eidas:SPType>public</eidas:SPType>
              <eidas:RequesterID>urn:uuid:rp</eidas:RequesterID>
              <eidas:RequestedAttributes>{NaturalMinimum}</eidas:RequestedAttributes>
            </saml2p:Extensions>
            <saml2p:NameIDPolicy AllowCreate="true" Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified" />
            {Context("minimum", "http://eidas.europa.eu/LoA/substantial")}
            """));
    }

    [Fact]
    public void where_there_are_no_extensions_the_relying_party_is_not_lost()
    {
        var profile = ConnectorProfile.Eidas with { RequesterIdInExtensions = true, UnderstandsEidasExtensions = false };

        Encoding.UTF8.GetString(AuthnRequest.Create(Plain with { RequesterId = "urn:uuid:rp" }, Options with { Profile = profile }, Actors.Now).Xml.Span)
            .ShouldContain("<saml2p:Scoping><saml2p:RequesterID>urn:uuid:rp</saml2p:RequesterID></saml2p:Scoping>");
    }

    [Fact]
    public void a_private_sector_says_so() =>
        Encoding.UTF8.GetString(AuthnRequest.Create(Plain with { SpType = SpType.Private }, Options, Actors.Now).Xml.Span)
            .ShouldContain("<eidas:SPType>private</eidas:SPType>");

    [Fact]
    public void a_connector_with_names_of_its_own_is_asked_for_all_that_will_do_and_without_what_it_does_not_understand()
    {
        var profile = ConnectorProfile.Eidas with
        {
            UnderstandsEidasExtensions = false,
            LevelNames = new Dictionary<string, AssuranceLevel>(StringComparer.Ordinal)
            {
                ["urn:b"] = AssuranceLevel.High, ["urn:c"] = AssuranceLevel.Low, ["urn:a"] = AssuranceLevel.Substantial,
            },
        };

        Opened.Text(Opened.Unsigned(AuthnRequest.Create(Plain, Options with { Profile = profile }, Actors.Now).Xml)).ShouldBe(Expected(
            "",
            $"""
            <saml2p:NameIDPolicy AllowCreate="true" Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified" />
            {Context("exact", "urn:a", "urn:b")}
            """));
    }

    [Theory]
    [InlineData(RequestBinding.Post, true, true)]
    [InlineData(RequestBinding.Post, false, true)]
    [InlineData(RequestBinding.Redirect, true, false)]
    [InlineData(RequestBinding.Redirect, false, false)]
    [InlineData(RequestBinding.RedirectEnveloped, true, true)]
    [InlineData(RequestBinding.RedirectEnveloped, false, true)]
    public void the_signature_stands_inside_unless_it_stands_in_the_query(RequestBinding binding, bool isNode, bool signedInside)
    {
        var profile = ConnectorProfile.Eidas with { Binding = binding, UnderstandsEidasExtensions = isNode };
        var request = AuthnRequest.Create(Plain, Options with { Profile = profile }, Actors.Now);

        XElement.Parse(Encoding.UTF8.GetString(request.Xml.Span)).Elements().ElementAt(1).Name.LocalName
            .ShouldBe(signedInside ? "Signature" : isNode ? "Extensions" : "NameIDPolicy");
    }

    [Fact]
    public void what_is_missing_is_named()
    {
        Should.Throw<ArgumentNullException>(() => AuthnRequest.Create(null!, Options, Actors.Now)).ParamName.ShouldBe("provider");
        Should.Throw<ArgumentNullException>(() => AuthnRequest.Create(Plain, null!, Actors.Now)).ParamName.ShouldBe("options");
        Should.Throw<ArgumentException>(() => AuthnRequest.Create(Plain, Options with { Attributes = [] }, Actors.Now))
            .Message.ShouldStartWith("Ask for every attribute of a minimum data set as required, and for none of a representative.");
    }

    private static string NaturalMinimum =>
        Attribute(Natural, "PersonIdentifier", "PersonIdentifier") + Attribute(Natural, "CurrentFamilyName", "FamilyName")
        + Attribute(Natural, "CurrentGivenName", "FirstName") + Attribute(Natural, "DateOfBirth", "DateOfBirth");

    private static string Attribute(string set, string localName, string friendlyName, string required = "true") =>
        $"<eidas:RequestedAttribute FriendlyName=\"{friendlyName}\" Name=\"{set}/{localName}\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\" isRequired=\"{required}\" />";

    private static string Context(string comparison, params string[] levels) =>
        $"<saml2p:RequestedAuthnContext Comparison=\"{comparison}\">"
        + string.Concat(levels.Select(level => $"<saml2:AuthnContextClassRef>{level}</saml2:AuthnContextClassRef>"))
        + "</saml2p:RequestedAuthnContext>";

    private static string Expected(string providerName, string content) => Opened.Text(
        $"""
        <saml2p:AuthnRequest xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"
            xmlns:eidas="http://eidas.europa.eu/saml-extensions" ID="_random" Version="2.0" IssueInstant="2026-11-21T12:00:00.000Z"
            Destination="https://node.example.es/sso" ForceAuthn="true" IsPassive="false"
            ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
            AssertionConsumerServiceURL="https://gateway.example.gr/eidas/acs"{providerName}>
          <saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">https://gateway.example.gr/eidas/metadata</saml2:Issuer>
          {content}
        </saml2p:AuthnRequest>
        """);
}
