// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Profiles;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Eidas.Requests;

/// <summary>A signed request, ready for the browser to carry. Keep <see cref="Id"/> and <see cref="IssuedAt"/> for the answer.</summary>
/// <param name="Id">Identifier the answer must refer to; good for one answer.</param>
/// <param name="IssuedAt">When it was made.</param>
/// <param name="Destination">Where it goes.</param>
/// <param name="Xml">The signed message, UTF-8.</param>
public sealed record AuthnRequest(string Id, DateTimeOffset IssuedAt, string Destination, ReadOnlyMemory<byte> Xml)
{
    /// <summary>Makes and signs a request.</summary>
    /// <exception cref="ArgumentException">The attributes hold no complete minimum data set, or one that is never asked for.</exception>
    public static AuthnRequest Create(SamlServiceProvider provider, AuthnRequestOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(options);
        RequireCompleteSet(options.Attributes);

        var id = SamlId.Create();
        var document = XmlOutput.ToDocument(Compose(id, provider, options, now));
        var root = document.DocumentElement!;
        // There the query is signed instead, and a signature inside has to be removed.
        if (options.Profile.Binding != RequestBinding.Redirect)
        {
            EnvelopedSigner.Sign(root, "ID", provider.SigningKey, after: root.FirstChild);
        }

        return new AuthnRequest(id, now, options.Destination, XmlOutput.ToBytes(document));
    }

    /// <summary>The address for <see cref="RequestBinding.Redirect"/>.</summary>
    /// <param name="relayState">Opaque handle of at most 80 bytes that comes back; null for none.</param>
    /// <param name="key">Signs the query.</param>
    /// <param name="beside">Parameters that the node wants beside the request.</param>
    public Uri RedirectAddress(string? relayState, SigningKey key, IReadOnlyDictionary<string, string>? beside = null) =>
        RedirectQuery.Create(Destination, PostForm.RequestField, Xml.Span, relayState, key, beside);

    /// <summary>The address for <see cref="RequestBinding.RedirectEnveloped"/>.</summary>
    /// <param name="relayState">Opaque handle of at most 80 bytes that comes back; null for none.</param>
    /// <param name="beside">Parameters that the node wants beside the request.</param>
    public Uri EnvelopedRedirectAddress(string? relayState, IReadOnlyDictionary<string, string>? beside = null) =>
        RedirectQuery.CreateEnveloped(Destination, PostForm.RequestField, Xml.Span, relayState, beside);

    /// <summary>Fields of the form to post, <c>SAMLRequest</c> and <c>RelayState</c>.</summary>
    /// <param name="relayState">Opaque handle of at most 80 bytes that comes back; null for none.</param>
    /// <param name="beside">Fields that the node wants beside the request.</param>
    public IReadOnlyDictionary<string, string> FormFields(string? relayState, IReadOnlyDictionary<string, string>? beside = null) =>
        PostForm.Fields(PostForm.RequestField, Xml.Span, relayState, beside);

    private static XElement Compose(string id, SamlServiceProvider provider, AuthnRequestOptions options, DateTimeOffset now) => new(
        SamlNames.Samlp + "AuthnRequest",
        new XAttribute(XNamespace.Xmlns + "saml2p", SamlNames.Samlp),
        new XAttribute(XNamespace.Xmlns + "saml2", SamlNames.Saml),
        new XAttribute(XNamespace.Xmlns + "eidas", SamlNames.Eidas),
        new XAttribute("ID", id),
        new XAttribute("Version", "2.0"),
        new XAttribute("IssueInstant", SamlInstant.Format(now)),
        new XAttribute("Destination", options.Destination),
        // Both must be present: nodes refuse a request that leaves IsPassive to its default.
        new XAttribute("ForceAuthn", "true"),
        new XAttribute("IsPassive", "false"),
        new XAttribute("ProtocolBinding", SamlNames.HttpPost),
        new XAttribute("AssertionConsumerServiceURL", provider.AssertionConsumerService),
        provider.ProviderName is null ? null : new XAttribute("ProviderName", provider.ProviderName),
        new XElement(
            SamlNames.Saml + "Issuer",
            new XAttribute("Format", SamlNames.EntityFormat),
            provider.EntityId),
        options.Profile.UnderstandsEidasExtensions
            ? new XElement(
                SamlNames.Samlp + "Extensions",
                provider.SpTypeInMetadata ? null : new XElement(SamlNames.Eidas + "SPType", SpTypeText.Of(provider.SpType)),
                options.Profile.RequesterIdInExtensions ? RequesterId(SamlNames.Eidas, provider) : null,
                new XElement(SamlNames.Eidas + "RequestedAttributes", options.Attributes.Select(Compose)))
            : null,
        new XElement(
            SamlNames.Samlp + "NameIDPolicy",
            new XAttribute("AllowCreate", "true"),
            new XAttribute("Format", options.NameIdFormat)),
        Compose(options.Demand, options.Profile),
        provider.RequesterId is null || options.Profile is { RequesterIdInExtensions: true, UnderstandsEidasExtensions: true }
            ? null
            : new XElement(SamlNames.Samlp + "Scoping", RequesterId(SamlNames.Samlp, provider)));

    private static XElement? RequesterId(XNamespace ns, SamlServiceProvider provider) =>
        provider.RequesterId is null ? null : new XElement(ns + "RequesterID", provider.RequesterId);

    private static XElement Compose(RequestedAttribute requested) => new(
        SamlNames.Eidas + "RequestedAttribute",
        new XAttribute("FriendlyName", requested.Attribute.FriendlyName),
        new XAttribute("Name", requested.Attribute.Uri),
        new XAttribute("NameFormat", SamlNames.AttributeNameUri),
        new XAttribute("isRequired", requested.IsRequired));

    // Who has names of his own may order them otherwise than eIDAS does, so all that will do are named.
    private static XElement Compose(AuthnContextDemand demand, ConnectorProfile profile)
    {
        var national = profile.LevelNames
            .Where(name => demand.IsSatisfiedBy(AssuranceLevelUri.Of(name.Value)))
            .Select(name => name.Key)
            .Order(StringComparer.Ordinal)
            .ToList();
        return new XElement(
            SamlNames.Samlp + "RequestedAuthnContext",
            new XAttribute("Comparison", national.Count > 0 ? "exact" : demand.Comparison),
            (national.Count > 0 ? national : demand.ClassRefs).Select(uri => new XElement(SamlNames.Saml + "AuthnContextClassRef", uri)));
    }

    private static void RequireCompleteSet(IReadOnlyList<RequestedAttribute> attributes)
    {
        if (!MinimumDataSet.IsAskedForIn(attributes))
        {
            throw new ArgumentException(
                "Ask for every attribute of a minimum data set as required, and for none of a representative.",
                nameof(attributes));
        }
    }
}
