// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Eidas.Issuing;

/// <summary>An AuthnRequest taken apart in the order of its schema; nothing about it is verified.</summary>
internal sealed record AuthnRequestParts(
    XmlElement Root,
    string Id,
    DateTimeOffset IssueInstant,
    string Issuer,
    string? SpType,
    IReadOnlyList<RequestedAttribute> Attributes,
    string? NameIdFormat,
    string? Comparison,
    IReadOnlyList<string> ClassRefs,
    string? RequesterId)
{
    public static bool TryRead(XmlElement root, [NotNullWhen(true)] out AuthnRequestParts? parts)
    {
        parts = null;
        if (!root.Is(SamlNames.Protocol, "AuthnRequest")
            || !root.HasOnlyAttributes(
                "ID", "Version", "IssueInstant", "Destination", "Consent", "ForceAuthn", "IsPassive", "ProtocolBinding",
                "AssertionConsumerServiceURL", "AssertionConsumerServiceIndex", "AttributeConsumingServiceIndex", "ProviderName")
            || !SamlId.IsValid(root.Attribute("ID"))
            || root.Attribute("Version") != "2.0"
            || SamlInstant.Parse(root.Attribute("IssueInstant")) is not { } issueInstant)
        {
            return false;
        }

        var children = new ChildElements(root);
        var issuer = children.Take(SamlNames.Assertion, "Issuer");
        children.Take(XmlNames.Signature, "Signature");
        var extensions = children.Take(SamlNames.Protocol, "Extensions");
        children.Take(SamlNames.Assertion, "Subject");
        var nameIdPolicy = children.Take(SamlNames.Protocol, "NameIDPolicy");
        children.Take(SamlNames.Assertion, "Conditions");
        var context = children.Take(SamlNames.Protocol, "RequestedAuthnContext");
        var scoping = children.Take(SamlNames.Protocol, "Scoping");
        if (issuer is null || extensions is null || context is null || !children.IsExhausted
            || !ElementText.TryGet(issuer, out var issuerText))
        {
            return false;
        }

        parts = new AuthnRequestParts(
            root,
            root.Attribute("ID")!,
            issueInstant,
            issuerText.Trim(),
            extensions.Children(SamlNames.EidasExtensions, "SPType").Select(TextOf).FirstOrDefault(),
            ReadAttributes(extensions),
            nameIdPolicy?.Attribute("Format"),
            context.Attribute("Comparison"),
            [.. context.Children(SamlNames.Assertion, "AuthnContextClassRef").Select(TextOf)],
            RequesterIdOf(scoping, extensions));
        return true;
    }

    // Where ConnectorProfile.RequesterIdInExtensions puts it, too.
    private static string? RequesterIdOf(XmlElement? scoping, XmlElement extensions) =>
        (scoping?.Children(SamlNames.Protocol, "RequesterID") ?? [])
            .Concat(extensions.Children(SamlNames.EidasExtensions, "RequesterID"))
            .Select(TextOf)
            .FirstOrDefault();

    private static List<RequestedAttribute> ReadAttributes(XmlElement extensions)
    {
        var attributes = new List<RequestedAttribute>();
        foreach (var requested in extensions
            .Children(SamlNames.EidasExtensions, "RequestedAttributes")
            .SelectMany(list => list.Children(SamlNames.EidasExtensions, "RequestedAttribute")))
        {
            if (requested.Attribute("NameFormat") == SamlNames.AttributeNameUri
                && EidasAttributes.Find(requested.Attribute("Name")) is { } attribute)
            {
                attributes.Add(new RequestedAttribute(attribute, requested.Attribute("isRequired") is "true" or "1"));
            }
        }

        return attributes;
    }

    private static string TextOf(XmlElement element) => ElementText.TryGet(element, out var text) ? text.Trim() : string.Empty;
}
