// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;
using static OnceOnly.Eidas.Tests.World.Templates;

namespace OnceOnly.Eidas.Tests.Responses.Rules;

/// <summary>Ways to break a rule that several cases share.</summary>
internal static class Breaking
{
    public const string Later = "2026-11-21T12:30:00Z";
    public const string Earlier = "2026-11-21T11:30:00Z";
    public const string Ago = "2018-01-01T00:00:00Z";

    public static readonly XName SamlIssuer = Templates.Saml + "Issuer";
    public static readonly XName Status = Samlp + "Status";
    public static readonly XName Value = Templates.Saml + "AttributeValue";

    public static IEnumerable<(ResponseRule, string, Action<Forge>)> Bad(ResponseRule rule, Func<Forge, XElement> element, string attribute) =>
    [
        (rule, $"{attribute} missing", forge => element(forge).SetAttributeValue(attribute, null)),
        (rule, $"{attribute} empty", forge => element(forge).SetAttributeValue(attribute, "")),
        (rule, $"{attribute} of another form", forge => element(forge).SetAttributeValue(attribute, "21/11/2026 12:00")),
        (rule, $"{attribute} without zone", forge => element(forge).SetAttributeValue(attribute, "2026-11-21T12:00:01")),
        (rule, $"{attribute} in another zone", forge => element(forge).SetAttributeValue(attribute, "2026-11-21T13:00:01+01:00")),
        (rule, $"{attribute} only a date", forge => element(forge).SetAttributeValue(attribute, "2026-11-21")),
    ];

    public static IEnumerable<(ResponseRule, string, Action<Forge>)> Instants(ResponseRule rule, Func<Forge, XElement> element, string attribute) =>
    [
        .. Bad(rule, element, attribute),
        (rule, $"{attribute} in the future", forge => element(forge).SetAttributeValue(attribute, Later)),
        (rule, $"{attribute} before the request", forge => element(forge).SetAttributeValue(attribute, Earlier)),
        (rule, $"{attribute} long ago", forge => element(forge).SetAttributeValue(attribute, Ago)),
    ];

    public static IEnumerable<(ResponseRule, string, Action<Forge>)> Ends(ResponseRule rule, Func<Forge, XElement> element, string attribute) =>
    [
        .. Bad(rule, element, attribute),
        (rule, $"{attribute} now", forge => element(forge).SetAttributeValue(attribute, "2026-11-21T12:00:05Z")),
        (rule, $"{attribute} past", forge => element(forge).SetAttributeValue(attribute, Ago)),
    ];

    public static IEnumerable<(ResponseRule, string, Action<Forge>)> Same(ResponseRule rule, Func<Forge, XElement> element, string attribute) =>
    [
        (rule, $"{attribute} missing", forge => element(forge).SetAttributeValue(attribute, null)),
        (rule, $"{attribute} empty", forge => element(forge).SetAttributeValue(attribute, "")),
        (rule, $"{attribute} of another", forge => element(forge).SetAttributeValue(attribute, "https://other.example/")),
        (rule, $"{attribute} in another case", forge => element(forge).SetAttributeValue(attribute, element(forge).Attribute(attribute)!.Value.ToUpperInvariant())),
        (rule, $"{attribute} with white space", forge => element(forge).SetAttributeValue(attribute, element(forge).Attribute(attribute)!.Value + " ")),
    ];

    public static XElement[] RepresentativeCompany(string identifier = "ES/EL/9") =>
    [
        RepresentativeLegal("LegalPersonIdentifier", identifier), RepresentativeLegal("LegalName", "Gestores"),
    ];

    public static XElement[] RepresentativeSet(string identifier = "ES/EL/9") =>
    [
        Representative("PersonIdentifier", identifier), Representative("CurrentFamilyName", "Garcia"),
        Representative("CurrentGivenName", "Ana"), Representative("DateOfBirth", "1955-01-01"),
    ];

    public static XName Xenc(string name) => XName.Get(name, "http://www.w3.org/2001/04/xmlenc#");

    public static XName Ds(string name) => XName.Get(name, "http://www.w3.org/2000/09/xmldsig#");

    public static XElement StatusCode(Forge forge) => forge.Response.Descendants(Samlp + "StatusCode").First();

    public static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    public static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    public static void Swap(XElement one, XElement other)
    {
        other.Remove();
        one.AddBeforeSelf(other);
    }

    public static void ReplaceAfterSigning(Forge forge, params string[] pairs) => forge.AlterText = text =>
    {
        for (var i = 0; i < pairs.Length; i += 2)
        {
            text = text.Replace(pairs[i], pairs[i + 1], StringComparison.Ordinal);
        }

        return text;
    };

    public static void SignAndPublish(Forge forge, SigningKey key)
    {
        forge.ResponseKey = key;
        Eidas.Metadata.NodeMetadata.TryRead(
            Eidas.Issuing.NodeMetadataDocument.Create(Actors.Node with { SigningKey = key }, null, Actors.Now, TimeSpan.FromDays(1)),
            Eidas.Metadata.MetadataTrust.AsGiven,
            Actors.Now,
            out var node,
            out _).ShouldBeTrue();
        forge.Expected = forge.Expected with { Node = node };
    }

    public static void AlterEncryption(Forge forge, Action<XElement> alter)
    {
        var wrap = forge.Wrap;
        forge.Wrap = plaintext =>
        {
            var assertion = wrap(plaintext)!;
            alter(assertion.Elements().Single());
            return assertion;
        };
    }

    public static void AlterMethod(Forge forge, string algorithm, bool first) => AlterEncryption(forge, data =>
    {
        var methods = data.Descendants(Xenc("EncryptionMethod"));
        (first ? methods.First() : methods.Last()).SetAttributeValue("Algorithm", algorithm);
    });

    public static void FlipLast(XElement base64)
    {
        var bytes = Convert.FromBase64String(base64.Value);
        bytes[^1] ^= 1;
        base64.Value = Convert.ToBase64String(bytes);
    }
}
