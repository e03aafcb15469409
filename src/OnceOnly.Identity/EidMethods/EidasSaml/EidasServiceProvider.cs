// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
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
    private readonly ServiceProvider _provider;
    private readonly SigningKey _metadataKey;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, SigningKey> _signers = new(StringComparer.Ordinal);

    public EidasServiceProvider(IOptions<EidasSamlOptions> options, PublicAddress address, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        var signing = new SigningKey(_options.SigningKey.Load());
        _metadataKey = _options.MetadataKey.IsGiven ? new SigningKey(_options.MetadataKey.Load()) : signing;
        KeyFiles[] encryption = _options.PreviousEncryptionKey.IsGiven
            ? [_options.EncryptionKey, _options.PreviousEncryptionKey]
            : [_options.EncryptionKey];
        _provider = new ServiceProvider
        {
            EntityId = address.Of(MetadataPath),
            AssertionConsumerService = address.Of(ConsumerPath),
            SigningKey = signing,
            DecryptionKeys = [.. encryption.Select(files => new DecryptionKey(files.Load()))],
            Country = _options.Country,
            SpType = _options.SpType,
            SpTypeInMetadata = _options.SpTypeInMetadata,
            ProviderName = _options.ProviderName,
        };
    }

    /// <summary>As the connector is to see us.</summary>
    public ServiceProvider For(Connector connector) => _provider with
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
        return ServiceProviderMetadataDocument.Create(_provider, contacts, _time.GetUtcNow(), _options.MetadataValidity, _metadataKey);
    }
}
