// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Persons;
using OnceOnly.Eidas.Requests;
using OnceOnly.Eidas.Responses;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Tests.World;

/// <summary>A Spanish node and a Greek service provider.</summary>
internal static class Actors
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static SamlServiceProvider Us { get; } = new()
    {
        EntityId = "https://gateway.example.gr/eidas/metadata",
        AssertionConsumerService = "https://gateway.example.gr/eidas/acs",
        SigningKey = new SigningKey(TestKeys.OurRsa),
        DecryptionKeys = [new DecryptionKey(TestKeys.OurRsa)],
        Country = "EL",
        ProviderName = "Δήμος Πειραιά",
    };

    public static EidasNode Node { get; } = new()
    {
        EntityId = "https://node.example.es/metadata",
        SingleSignOnService = "https://node.example.es/sso",
        SigningKey = new SigningKey(TestKeys.NodeRsa),
        Country = "ES",
        AssuranceLevels = [AssuranceLevelUri.Of(AssuranceLevel.High)],
    };

    public static EidasNaturalPerson Carmen { get; } = new(
        Identifier("ES/EL/02635542Y"),
        new TransliteratedText("Garcia", "García"),
        new TransliteratedText("Carmen"),
        new DateOnly(1980, 2, 29));

    public static EidasLegalPerson Bodegas { get; } = new(
        Identifier("ES/EL/B/12345"), new TransliteratedText("Bodegas O'Hara SL"));

    public static EidasIdentifier Identifier(string text) =>
        EidasIdentifier.TryParse(text, out var identifier) ? identifier : throw new ArgumentException(text, nameof(text));

    private static readonly Lazy<NodeMetadata> KnownNode = new(() => Publish(Node), LazyThreadSafetyMode.PublicationOnly);

    public static NodeMetadata NodeMetadata(EidasNode? node = null) => node is null ? KnownNode.Value : Publish(node);

    public static ServiceProviderMetadata OurMetadata(SamlServiceProvider? provider = null)
    {
        var document = ServiceProviderMetadataDocument.Create(provider ?? Us, contacts: null, Now, TimeSpan.FromDays(1));
        return ServiceProviderMetadata.TryRead(
            document, MetadataTrust.Pinned([(provider ?? Us).SigningKey.Certificate]), Now, out var metadata, out var fault)
            ? metadata
            : throw new InvalidOperationException(fault.ToString());
    }

    public static AuthnRequest Request(SamlServiceProvider? provider = null) => AuthnRequest.Create(
        provider ?? Us,
        new AuthnRequestOptions
        {
            Destination = Node.SingleSignOnService,
            Demand = AuthnContextDemand.Minimum(AssuranceLevel.Substantial),
        },
        Now);

    public static ReceivedAuthnRequest Receive(AuthnRequest request) =>
        AuthnRequestReader.TryRead(
            request.Xml, OurMetadata(), Node.SingleSignOnService, Now, out var received, out var fault)
            ? received
            : throw new InvalidOperationException(fault.ToString());

    public static ResponseExpectation Expect(string requestId, EidasNode? node = null) => new()
    {
        Node = NodeMetadata(node),
        EntityId = Us.EntityId,
        AssertionConsumerService = Us.AssertionConsumerService,
        RequestId = requestId,
        RequestIssuedAt = Now,
        Demand = AuthnContextDemand.Minimum(AssuranceLevel.Substantial),
        Country = "EL",
        DecryptionKeys = Us.DecryptionKeys,
    };

    private static NodeMetadata Publish(EidasNode node)
    {
        var document = NodeMetadataDocument.Create(node, contacts: null, Now, TimeSpan.FromDays(1));
        return Eidas.Metadata.NodeMetadata.TryRead(
            document, MetadataTrust.Pinned([node.SigningKey.Certificate]), Now, out var metadata, out var fault)
            ? metadata
            : throw new InvalidOperationException(fault.ToString());
    }
}
