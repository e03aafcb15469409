// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Requests;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Saml;

namespace OnceOnly.Eidas.Tests.Readme;

public sealed class EidasLogIn(SamlServiceProvider us, MetadataTrust trust, TimeProvider clock)
{
    private static readonly AuthnContextDemand Demand = AuthnContextDemand.Minimum(AssuranceLevel.Substantial);

    // To be served at EntityId.
    public byte[] Metadata() =>
        ServiceProviderMetadataDocument.Create(us, contacts: null, clock.GetUtcNow(), validity: TimeSpan.FromDays(1));

    // What was fetched from the node, or the list that it stands in. Fetch it again before ValidUntil.
    public NodeMetadata Learn(Stream document, string entityId) =>
        NodeMetadata.TryRead(document, entityId, trust, clock.GetUtcNow(), out var node, out var fault)
            ? node
            : throw new InvalidDataException($"The node's metadata cannot be used: {fault}.");

    // Out: the browser posts FormFields(relayState) to Destination; the session keeps Id and IssuedAt.
    public AuthnRequest Ask(NodeMetadata node) => AuthnRequest.Create(
        us,
        new AuthnRequestOptions
        {
            Destination = node.SingleSignOnPost ?? throw new InvalidDataException("The node takes no POST."),
            Demand = Demand,
        },
        clock.GetUtcNow());

    // In: the field SAMLResponse, posted to AssertionConsumerService by the browser that was sent out.
    public ResponseOutcome? Judge(string? field, NodeMetadata node, string requestId, DateTimeOffset askedAt, string country) =>
        PostForm.TryDecode(field, out var message)
            ? ResponseValidator.Validate(
                message,
                new ResponseExpectation
                {
                    Node = node,
                    EntityId = us.EntityId,
                    AssertionConsumerService = us.AssertionConsumerService,
                    RequestId = requestId,
                    RequestIssuedAt = askedAt,
                    Demand = Demand,
                    Country = us.Country,
                    Origins = [country],
                    DecryptionKeys = us.DecryptionKeys,
                },
                clock.GetUtcNow())
            : null;
}
