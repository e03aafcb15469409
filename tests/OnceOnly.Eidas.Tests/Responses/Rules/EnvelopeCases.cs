// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using static OnceOnly.Eidas.Tests.Responses.Rules.Breaking;
using static OnceOnly.Eidas.Tests.World.Templates;

namespace OnceOnly.Eidas.Tests.Responses.Rules;

/// <summary>The Response around the assertion.</summary>
internal static class EnvelopeCases
{
    public static IReadOnlyList<(ResponseRule Rule, string How, Action<Forge> Break)> All { get; } =
    [
        (ResponseRules.ResponseRoot, "a LogoutResponse", forge => forge.Response.Name = Samlp + "LogoutResponse"),
        (ResponseRules.ResponseRoot, "in the wrong namespace", forge => forge.Response.Name = Templates.Saml + "Response"),
        (ResponseRules.ResponseSchema, "an unknown element", forge => forge.Response.Add(new XElement("extra"))),
        (ResponseRules.ResponseSchema, "an unknown attribute", forge => forge.Response.SetAttributeValue("AssertionConsumerServiceURL", "x")),
        (ResponseRules.ResponseSchema, "a second, prefixed ID", forge => forge.Response.SetAttributeValue(Samlp + "ID", "_other")),
        (ResponseRules.ResponseSchema, "Status before Issuer", forge => Swap(forge.Response.Element(SamlIssuer)!, forge.Response.Element(Status)!)),
        (ResponseRules.ResponseSchema, "text between elements", forge => forge.Response.Add("text")),
        (ResponseRules.ResponseSchema, "Status twice", forge => forge.Response.Add(forge.Response.Element(Status)!)),
        (ResponseRules.ResponseId, "missing", forge => ReplaceAfterSigning(forge, " ID=\"_response\"", "")),
        (ResponseRules.ResponseId, "empty", forge => ReplaceAfterSigning(forge, " ID=\"_response\"", " ID=\"\"")),
        (ResponseRules.ResponseId, "not an NCName", forge => forge.Response.SetAttributeValue("ID", "1 2")),
        (ResponseRules.ResponseVersion, "missing", forge => forge.Response.SetAttributeValue("Version", null)),
        (ResponseRules.ResponseVersion, "empty", forge => forge.Response.SetAttributeValue("Version", "")),
        (ResponseRules.ResponseVersion, "1.1", forge => forge.Response.SetAttributeValue("Version", "1.1")),
        .. Instants(ResponseRules.ResponseIssueInstant, forge => forge.Response, "IssueInstant"),
        (ResponseRules.ResponseIssueInstant, "before the request", forge => forge.Expected = forge.Expected with { RequestIssuedAt = Actors.Now.AddMinutes(2) }),
        .. Same(ResponseRules.ResponseInResponseTo, forge => forge.Response, "InResponseTo"),
        .. Same(ResponseRules.ResponseDestination, forge => forge.Response, "Destination"),
        (ResponseRules.ResponseDestination, "a prefix of ours", forge => forge.Response.SetAttributeValue("Destination", "https://gateway.example.gr/eidas/acs/../evil")),
        (ResponseRules.ResponseIssuer, "missing", forge => ReplaceAfterSigning(forge, $"<saml:Issuer>{Actors.Node.EntityId}</saml:Issuer>", "")),
        (ResponseRules.ResponseIssuer, "empty", forge => forge.Response.Element(SamlIssuer)!.Value = ""),
        (ResponseRules.ResponseIssuer, "another", forge => forge.Response.Element(SamlIssuer)!.Value = "https://node.example.fr/metadata"),
        (ResponseRules.ResponseIssuer, "in another case", forge => forge.Response.Element(SamlIssuer)!.Value = Actors.Node.EntityId.ToUpperInvariant()),
        (ResponseRules.ResponseIssuer, "with a comment in it", forge => forge.Response.Element(SamlIssuer)!.Add(new XComment("x"), ".evil")),
        (ResponseRules.ResponseIssuer, "of another format", forge => forge.Response.Element(SamlIssuer)!.SetAttributeValue("Format", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent")),
        (ResponseRules.ResponseIssuer, "with a qualifier", forge => forge.Response.Element(SamlIssuer)!.SetAttributeValue("NameQualifier", "x")),
        (ResponseRules.ResponseIssuer, "an empty format", forge => forge.Response.Element(SamlIssuer)!.SetAttributeValue("Format", "")),
        (ResponseRules.ResponseStatus, "missing", forge => forge.Response.Element(Status)!.Remove()),
        (ResponseRules.ResponseStatus, "without a code", forge => forge.Response.Element(Status)!.RemoveNodes()),
        (ResponseRules.ResponseStatus, "an empty code", forge => StatusCode(forge).SetAttributeValue("Value", "")),
        (ResponseRules.ResponseStatus, "a code of no standard", forge => StatusCode(forge).SetAttributeValue("Value", "urn:oasis:names:tc:SAML:2.0:status:success")),
        (ResponseRules.ResponseStatus, "a code of one nation at the top", forge => StatusCode(forge).SetAttributeValue("Value", "http://id.elegnamnden.se/status/1.0/cancel")),
        (ResponseRules.ResponseStatus, "a text in it", forge => StatusCode(forge).Add("text")),
        (ResponseRules.ResponseStatus, "something in it", forge => StatusCode(forge).Add(new XElement("extra"))),
        (ResponseRules.ResponseStatus, "no value", forge => StatusCode(forge).SetAttributeValue("Value", null)),
    ];
}
