// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Persons;
using OnceOnly.Eidas.Profiles;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Metadata;

/// <summary>What the metadata of an eIDAS node (or national connector) says about it as an identity provider.</summary>
public sealed class NodeMetadata
{
    private NodeMetadata(EntityDescriptor descriptor, IReadOnlyList<VerificationKey> signingKeys, string? country)
    {
        EntityId = descriptor.EntityId;
        StatedEnd = descriptor.StatedEnd;
        ValidUntil = descriptor.ValidUntil;
        SigningKeys = signingKeys;
        NodeCountry = country;
        AssuranceLevels = [.. descriptor.EntityAttribute(SamlNames.AssuranceCertification)];
        WantsRequesterId = descriptor.EntityAttribute(SamlNames.EntityCategory)
            .Contains(SamlNames.RequesterIdWanted, StringComparer.Ordinal);
        SingleSignOnPost = Endpoint(descriptor, SamlNames.HttpPost);
        SingleSignOnRedirect = Endpoint(descriptor, SamlNames.HttpRedirect);
        SupportedAttributes = [.. descriptor.Role.Children(SamlNames.Assertion, "Attribute").Select(NameOf).OfType<string>()];
    }

    public string EntityId { get; }

    /// <summary>Until when they, and the lists they were taken from, say that they are valid; null when none says so.</summary>
    public DateTimeOffset? StatedEnd { get; }

    /// <summary><see cref="StatedEnd"/>, else what <see cref="MetadataTrust.LifetimeWithoutValidUntil"/> gives; null only for metadata trusted as given.</summary>
    public DateTimeOffset? ValidUntil { get; }

    /// <summary>Where requests are posted, an <see cref="EndpointAddress"/>; null when the node takes no POST.</summary>
    public string? SingleSignOnPost { get; }

    /// <summary>Where requests go in a redirect; null when the node takes none.</summary>
    public string? SingleSignOnRedirect { get; }

    /// <summary>Country for which the node speaks; null when it does not say.</summary>
    public string? NodeCountry { get; }

    /// <summary>Levels it can reach: the highest notified one and each non-notified one; empty when it does not say.</summary>
    public IReadOnlyList<string> AssuranceLevels { get; }

    /// <summary>Highest notified level it declares; null when it declares none.</summary>
    public AssuranceLevel? HighestNotifiedLevel =>
        AssuranceLevels.Max(uri => AssuranceLevelUri.TryParse(uri, out var level) ? level : (AssuranceLevel?)null);

    /// <summary>Whether requests must name the relying party (<see cref="SamlServiceProvider.RequesterId"/>).</summary>
    public bool WantsRequesterId { get; }

    /// <summary>Attribute URIs it can give.</summary>
    public IReadOnlyList<string> SupportedAttributes { get; }

    /// <summary>Keys that sign its messages; two while one replaces the other.</summary>
    public IReadOnlyList<VerificationKey> SigningKeys { get; }

    /// <summary>Reads the metadata of a node.</summary>
    /// <param name="bytes">The document as it came.</param>
    /// <param name="trust">Why it is believed.</param>
    /// <param name="now">Time it must still be valid at, when a signature is what it is believed for.</param>
    /// <param name="metadata">What it says.</param>
    /// <param name="fault">Why it is not used, otherwise.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        MetadataTrust trust,
        DateTimeOffset now,
        [NotNullWhen(true)] out NodeMetadata? metadata,
        out MetadataFault fault)
    {
        ArgumentNullException.ThrowIfNull(trust);
        return TryRead(bytes, trust, now, ofAggregate: null, out metadata, out fault);
    }

    /// <summary>Reads the metadata of one node, from its own document or from a signed list of thousands.</summary>
    /// <param name="document">Can be read twice (<see cref="Stream.CanSeek"/>); a list is streamed, never held.</param>
    /// <param name="entityId">The node looked for in a list; null only for a document of one entity.</param>
    /// <param name="trust">Why it is believed; the signature is the list's.</param>
    /// <param name="now">Time it must still be valid at.</param>
    /// <param name="metadata">What it says.</param>
    /// <param name="fault">Why it is not used, otherwise.</param>
    public static bool TryRead(
        Stream document,
        string? entityId,
        MetadataTrust trust,
        DateTimeOffset now,
        [NotNullWhen(true)] out NodeMetadata? metadata,
        out MetadataFault fault)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(trust);
        metadata = null;
        if (entityId is not null && IsList(document))
        {
            return MetadataAggregate.TryFind(document, entityId, trust, out var entity, out var end, out fault)
                && TryRead(entity, trust, now, end, out metadata, out fault);
        }

        if (document.Length - document.Position > XmlLimits.Metadata.MaxBytes)
        {
            fault = MetadataFault.Unreadable;
            return false;
        }

        var bytes = new byte[document.Length - document.Position];
        document.ReadExactly(bytes);
        return TryRead(bytes, trust, now, ofAggregate: null, out metadata, out fault);
    }

    private static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        MetadataTrust trust,
        DateTimeOffset now,
        AggregateEnd? ofAggregate,
        [NotNullWhen(true)] out NodeMetadata? metadata,
        out MetadataFault fault)
    {
        metadata = null;
        if (!EntityDescriptor.TryRead(bytes, "IDPSSODescriptor", trust, now, ofAggregate, out var descriptor, out fault))
        {
            return false;
        }

        var keys = PublishedKeys.Signing(descriptor.Role);
        if (keys.Count == 0)
        {
            fault = MetadataFault.NoSigningKey;
            return false;
        }

        if (!TryReadCountry(descriptor, out var country))
        {
            fault = MetadataFault.NodeCountry;
            return false;
        }

        metadata = new NodeMetadata(descriptor, keys, country);
        return true;
    }

    private static bool IsList(Stream document)
    {
        var start = document.Position;
        try
        {
            using var reader = XmlReader.Create(document, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = XmlLimits.Metadata.MaxBytes,
            });
            return reader.MoveToContent() == XmlNodeType.Element
                && reader.LocalName == "EntitiesDescriptor"
                && reader.NamespaceURI == SamlNames.Metadata;
        }
        catch (XmlException)
        {
            return false;
        }
        finally
        {
            document.Position = start;
        }
    }

    // It belongs to the role; some nodes say it of the whole entity. What is there must not be lost: it bounds whom they vouch for.
    private static bool TryReadCountry(EntityDescriptor descriptor, out string? country)
    {
        var ofRole = EntityDescriptor.Extensions(descriptor.Role, "NodeCountry");
        var said = ofRole.Count > 0 ? ofRole : EntityDescriptor.Extensions(descriptor.Root, "NodeCountry");
        country = said.Count > 0 ? said[0] : null;
        return said.Count == 0 || (said.Count == 1 && CountryCode.IsWellFormed(country));
    }

    /// <summary>Where requests go; null when the node does not take the binding.</summary>
    public string? SingleSignOn(RequestBinding binding) =>
        binding == RequestBinding.Post ? SingleSignOnPost : SingleSignOnRedirect;

    private static string? Endpoint(EntityDescriptor descriptor, string binding) => EndpointAddress
        .Usable(descriptor.Role.Children(SamlNames.Metadata, "SingleSignOnService")
            .Where(service => service.Attribute("Binding") == binding)
            .Select(service => service.Attribute("Location")))
        .FirstOrDefault();

    private static string? NameOf(XmlElement attribute) => attribute.Attribute("Name");
}
