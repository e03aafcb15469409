// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using OnceOnly.Eidas;
using OnceOnly.Eidas.Metadata;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>Who we are to eIDAS nodes.</summary>
internal sealed class EidasServiceProvider
{
    public const string MetadataPath = "/eid/eidas/metadata";
    public const string ConsumerPath = "/eid/eidas/acs";

    private readonly EidasSamlOptions _options;
    private readonly SamlServiceProvider _provider;
    private readonly SigningKey _metadataKey;
    private readonly X509Certificate2? _nextSigning;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, SigningKey> _signers = new(StringComparer.Ordinal);

    public EidasServiceProvider(IOptions<EidasSamlOptions> options, ISamlKeys keys, PublicAddress address, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _nextSigning = keys.NextSigning;
        _metadataKey = new SigningKey(keys.Metadata);
        _provider = new SamlServiceProvider
        {
            EntityId = address.Of(MetadataPath),
            AssertionConsumerService = address.Of(ConsumerPath),
            SigningKey = new SigningKey(keys.Signing),
            DecryptionKeys = [.. keys.Decryption.Select(certificate => new DecryptionKey(certificate))],
            Country = _options.Country,
            SpType = _options.SpType,
            SpTypeInMetadata = _options.SpTypeInMetadata,
            ProviderName = _options.ProviderName,
        };

        // Keys that nodes would not take stop the start, wherever they come from.
        Metadata();
    }

    /// <summary>As the connector is to see us.</summary>
    public SamlServiceProvider For(Connector connector) => _provider with
    {
        SigningKey = connector.Options.Profile.RequestSignature is { } name
            ? _signers.GetOrAdd(name, static (name, key) => key.With(ConnectorProfileOptions.FindSignature(name)!), _provider.SigningKey)
            : _provider.SigningKey,
        ProviderName = connector.Options.ProviderName ?? _options.ProviderName,
        RequesterId = connector.Options.RequesterId,
    };

    /// <summary>Our metadata, signed now.</summary>
    public byte[] Metadata()
    {
        var contacts = _options.Contacts is { OrganizationName: { } name, OrganizationUrl: { } url, SupportEmail: { } support, TechnicalEmail: { } technical }
            ? new PublishedContacts(name, url, support, technical)
            : null;
        return ServiceProviderMetadataDocument.Create(_provider, contacts, _time.GetUtcNow(), _options.MetadataValidity, _metadataKey, _nextSigning);
    }
}
