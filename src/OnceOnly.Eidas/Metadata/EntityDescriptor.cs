// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Metadata;

/// <summary>A metadata document that is believed, with the one role looked for; read by direct children only.</summary>
/// <param name="EntityId">Whom it describes.</param>
/// <param name="StatedEnd">Until when it and the lists it was taken from say that they are valid; null when none says so.</param>
/// <param name="ValidUntil">That end, or the one that configuration gives it.</param>
/// <param name="Root">Its root.</param>
/// <param name="Role">The role looked for.</param>
internal sealed record EntityDescriptor(string EntityId, DateTimeOffset? StatedEnd, DateTimeOffset? ValidUntil, XmlElement Root, XmlElement Role)
{
    /// <param name="bytes">One EntityDescriptor.</param>
    /// <param name="roleName">The role looked for.</param>
    /// <param name="trust">Why it is believed.</param>
    /// <param name="now">Time it must still be valid at.</param>
    /// <param name="ofAggregate">The end of the signed list it was taken from; null for a document that is signed itself.</param>
    /// <param name="descriptor">What it says.</param>
    /// <param name="fault">Why it is not used, otherwise.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        string roleName,
        MetadataTrust trust,
        DateTimeOffset now,
        AggregateEnd? ofAggregate,
        [NotNullWhen(true)] out EntityDescriptor? descriptor,
        out MetadataFault fault)
    {
        descriptor = null;
        if (!SafeXml.TryRead(bytes, XmlLimits.Metadata, out var document, out _))
        {
            fault = MetadataFault.Unreadable;
            return false;
        }

        var root = document.DocumentElement!;
        if (!root.Is(SamlNames.Metadata, "EntityDescriptor") || root.Attribute("entityID") is not { Length: > 0 } entityId)
        {
            fault = MetadataFault.NotAnEntity;
            return false;
        }

        if (trust.Keys is not null
            && ofAggregate is null
            && !SignatureVerifier.TryVerify(root, "ID", trust.Keys, trust.Profile, out _, out _))
        {
            fault = MetadataFault.Untrusted;
            return false;
        }

        var role = root.Children(SamlNames.Metadata, roleName)
            .FirstOrDefault(RoleDescriptor.SpeaksSaml2);
        if (role is null)
        {
            fault = MetadataFault.WrongRole;
            return false;
        }

        var isStated = TryReadValidUntil(
            [root.Attribute("validUntil"), role.Attribute("validUntil"), .. ofAggregate?.ValidUntil ?? []], out var stated);
        var validUntil = stated ?? now + trust.LifetimeWithoutValidUntil;
        if (!isStated || (trust.Keys is not null && !(validUntil > now)))
        {
            fault = MetadataFault.Expired;
            return false;
        }

        descriptor = new EntityDescriptor(entityId.Trim(), stated, validUntil, root, role);
        fault = MetadataFault.None;
        return true;
    }

    /// <summary>Values of an entity attribute (md:Extensions / mdattr:EntityAttributes).</summary>
    public IEnumerable<string> EntityAttribute(string name) => Root
        .Children(SamlNames.Metadata, "Extensions")
        .SelectMany(extensions => extensions.Children(SamlNames.MetadataAttributes, "EntityAttributes"))
        .SelectMany(attributes => attributes.Children(SamlNames.Assertion, "Attribute"))
        .Where(attribute => attribute.Attribute("Name") == name)
        .SelectMany(attribute => attribute.Children(SamlNames.Assertion, "AttributeValue"))
        .Select(TextOf)
        .OfType<string>();

    /// <summary>Texts of the eIDAS elements of a name in the Extensions of <paramref name="parent"/>; null for one that is no text.</summary>
    public static IReadOnlyList<string?> Extensions(XmlElement parent, string localName) =>
    [
        .. parent.Children(SamlNames.Metadata, "Extensions")
            .SelectMany(extensions => extensions.Children(SamlNames.EidasExtensions, localName))
            .Select(TextOf),
    ];

    private static string? TextOf(XmlElement element) => ElementText.TryGet(element, out var text) ? text.Trim() : null;

    // Whichever comes first ends it.
    private static bool TryReadValidUntil(IEnumerable<string?> texts, out DateTimeOffset? validUntil)
    {
        validUntil = null;
        foreach (var text in texts.OfType<string>())
        {
            if (SamlInstant.Parse(text) is not { } instant)
            {
                return false;
            }

            validUntil = validUntil < instant ? validUntil : instant;
        }

        return true;
    }
}
