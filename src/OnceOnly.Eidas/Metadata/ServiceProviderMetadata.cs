// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Metadata;

/// <summary>What the metadata of a service provider says; the node's view of it.</summary>
public sealed record ServiceProviderMetadata
{
    private ServiceProviderMetadata()
    {
    }

    public required string EntityId { get; init; }

    /// <summary>Null only for metadata that was trusted as given.</summary>
    public DateTimeOffset? ValidUntil { get; private init; }

    /// <summary>Endpoints that may receive answers by POST, the default one first.</summary>
    public required IReadOnlyList<string> AssertionConsumerServices { get; init; }

    public required IReadOnlyList<VerificationKey> SigningKeys { get; init; }

    /// <summary>Certificate to which assertions are encrypted.</summary>
    public required X509Certificate2 EncryptionCertificate { get; init; }

    /// <summary>Null when each request has to say it.</summary>
    public SpType? SpType { get; private init; }

    /// <summary>Reads the metadata of a service provider.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        MetadataTrust trust,
        DateTimeOffset now,
        [NotNullWhen(true)] out ServiceProviderMetadata? metadata,
        out MetadataFault fault)
    {
        ArgumentNullException.ThrowIfNull(trust);
        metadata = null;
        if (!EntityDescriptor.TryRead(bytes, "SPSSODescriptor", trust, now, ofAggregate: null, out var descriptor, out fault))
        {
            return false;
        }

        var endpoints = EndpointAddress
            .Usable(descriptor.Role.Children(SamlNames.Metadata, "AssertionConsumerService")
                .Where(service => service.Attribute("Binding") == SamlNames.HttpPost)
                .OrderByDescending(service => service.Attribute("isDefault") is "true" or "1")
                .Select(service => service.Attribute("Location")))
            .ToList();
        var keys = PublishedKeys.Signing(descriptor.Role);
        var encryption = PublishedKeys.Encryption(descriptor.Role);
        fault = (keys, endpoints, encryption) switch
        {
            ({ Count: 0 }, _, _) => MetadataFault.NoSigningKey,
            (_, { Count: 0 }, _) => MetadataFault.NoEndpoint,
            (_, _, null) => MetadataFault.NoEncryptionKey,
            _ => MetadataFault.None,
        };
        if (fault != MetadataFault.None)
        {
            return false;
        }

        metadata = new ServiceProviderMetadata
        {
            EntityId = descriptor.EntityId,
            ValidUntil = descriptor.ValidUntil,
            AssertionConsumerServices = endpoints,
            SigningKeys = keys,
            EncryptionCertificate = encryption!,
            SpType = SpTypeText.Parse(EntityDescriptor.Extensions(descriptor.Root, "SPType") is [var first, ..] ? first : null),
        };
        return true;
    }
}
