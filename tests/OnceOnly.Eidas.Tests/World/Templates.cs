// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;

namespace OnceOnly.Eidas.Tests.World;

/// <summary>A response as a node other than ours would write it.</summary>
internal static class Templates
{
    public const string RequestId = "_request";
    public const string NaturalPerson = "http://eidas.europa.eu/attributes/naturalperson/";
    public const string LegalPerson = "http://eidas.europa.eu/attributes/legalperson/";

    public static readonly XNamespace Samlp = "urn:oasis:names:tc:SAML:2.0:protocol";
    public static readonly XNamespace Saml = "urn:oasis:names:tc:SAML:2.0:assertion";

    public static XElement Response() => XElement.Parse(
        $"""
        <samlp:Response xmlns:samlp="{Samlp}" xmlns:saml="{Saml}" ID="_response" InResponseTo="{RequestId}" Version="2.0"
            IssueInstant="2026-11-21T12:00:01.123Z" Destination="{Actors.Us.AssertionConsumerService}"
            Consent="urn:oasis:names:tc:SAML:2.0:consent:obtained"><saml:Issuer>{Actors.Node.EntityId}</saml:Issuer>
          <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
        </samlp:Response>
        """,
        LoadOptions.PreserveWhitespace);

    public static XElement Assertion() => XElement.Parse(
        $"""
        <saml:Assertion xmlns:saml="{Saml}" ID="_assertion" Version="2.0" IssueInstant="2026-11-21T12:00:01Z"><saml:Issuer
            Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">{Actors.Node.EntityId}</saml:Issuer>
          <saml:Subject>
            <saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">not-the-identity</saml:NameID>
            <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
              <saml:SubjectConfirmationData Address="192.0.2.1" InResponseTo="{RequestId}" NotOnOrAfter="2026-11-21T12:05:00Z"
                  Recipient="{Actors.Us.AssertionConsumerService}"/>
            </saml:SubjectConfirmation>
          </saml:Subject>
          <saml:Conditions NotBefore="2026-11-21T12:00:00Z" NotOnOrAfter="2026-11-21T12:05:00Z">
            <saml:AudienceRestriction>
              <saml:Audience>https://other.example</saml:Audience>
              <saml:Audience>{Actors.Us.EntityId}</saml:Audience>
            </saml:AudienceRestriction>
            <saml:OneTimeUse/>
          </saml:Conditions>
          <saml:AuthnStatement AuthnInstant="2026-11-21T12:00:01Z" SessionIndex="_session">
            <saml:SubjectLocality Address="192.0.2.1"/>
            <saml:AuthnContext>
              <saml:AuthnContextClassRef>http://eidas.europa.eu/LoA/substantial</saml:AuthnContextClassRef>
              <saml:AuthnContextDecl/>
            </saml:AuthnContext>
          </saml:AuthnStatement>
          <saml:AttributeStatement>
            {Attribute(NaturalPerson + "PersonIdentifier", "PersonIdentifier", "ES/EL/02635542Y")}
            {Attribute(NaturalPerson + "CurrentFamilyName", "FamilyName", "Garcia")}
            {Attribute(NaturalPerson + "CurrentGivenName", "FirstName", "Carmen")}
            {Attribute(NaturalPerson + "DateOfBirth", "DateOfBirth", "1980-02-29")}
          </saml:AttributeStatement>
        </saml:Assertion>
        """,
        LoadOptions.PreserveWhitespace);

    public static XElement Attribute(string uri, string friendlyName, params string[] values) => new(
        Saml + "Attribute",
        new XAttribute("FriendlyName", friendlyName),
        new XAttribute("Name", uri),
        new XAttribute("NameFormat", "urn:oasis:names:tc:SAML:2.0:attrname-format:uri"),
        values.Select(value => new XElement(Saml + "AttributeValue", value)));

    public static XElement Natural(string localName, string value) => Attribute(NaturalPerson + localName, localName, value);

    public static XElement Legal(string localName, string value) => Attribute(LegalPerson + localName, localName, value);

    public static XElement Representative(string localName, string value) =>
        Attribute(NaturalPerson + "representative/" + localName, "Representative" + localName, value);

    public static XElement RepresentativeLegal(string localName, string value) =>
        Attribute(LegalPerson + "representative/" + localName, "Representative" + localName, value);

    /// <summary>A value with LatinScript="false".</summary>
    public static XElement InOriginalScript(string value)
    {
        XNamespace types = "http://eidas.europa.eu/attributes/naturalperson";
        return new XElement(
            Saml + "AttributeValue",
            new XAttribute(XNamespace.Xmlns + "np", types),
            new XAttribute(types + "LatinScript", "false"),
            value);
    }
}
