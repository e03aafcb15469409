// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Profiles;
using OnceOnly.Eidas.Requests;
using OnceOnly.Identity.State;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>Log-in with the eID of any Member State, by SAML through its eIDAS node.</summary>
internal sealed class EidasSamlMethod(
    ConnectorDirectory connectors,
    MetadataRefresh metadata,
    EidasServiceProvider provider,
    AssertionConsumer consumer,
    ProtectedStore store,
    IOptions<IdentityOptions> identity,
    TimeProvider time,
    ILogger<EidasSamlMethod> logger) : IEidMethod
{
    public const string MethodId = "eidas-saml";

    private readonly IReadOnlyList<ConnectorChoice> _choices = [.. connectors.All.SelectMany(ConnectorChoice.Of)];

    public string Id => MethodId;

    public IReadOnlyList<EidOption> Options => [.. _choices.Select(choice => choice.Option)];

    public async Task<EidDeparture?> StartAsync(EidRequest request, CancellationToken cancellationToken)
    {
        if (_choices.FirstOrDefault(choice => choice.Option.Id == request.OptionId) is not { Connector: var connector } chosen
            || await metadata.FindAsync(connector, cancellationToken) is not { } node
            || node.SingleSignOn(connector.Profile.Binding) is not { } destination)
        {
            return null;
        }

        if (node.WantsRequesterId && connector.Options.RequesterId is null)
        {
            logger.EidasRequesterIdWanted(connector.Id);
            return null;
        }

        var level = request.MinimumLevel > connector.Options.RequestedLevel ? request.MinimumLevel : connector.Options.RequestedLevel;
        var us = provider.For(connector);
        var message = AuthnRequest.Create(
            us,
            new AuthnRequestOptions
            {
                Destination = destination,
                Demand = AuthnContextDemand.Minimum((AssuranceLevel)level),
                Attributes = chosen.DataSet == AttributeSet.LegalPerson ? RequestedAttribute.LegalPerson : RequestedAttribute.NaturalPerson,
                NameIdFormat = connector.Options.NameIdFormat,
                Profile = connector.Profile,
            },
            time.GetUtcNow());
        var open = new OpenRequest(
            request.LoginId, connector.Id, message.Id, message.IssuedAt, level, chosen.DataSet, chosen.Country);
        var relayState = await store.AddAsync(OpenRequest.Kind, open, identity.Value.Lifetimes.LoginKnown, family: null, cancellationToken);
        var beside = chosen.FieldsBesideRequest;
        return connector.Profile.Binding switch
        {
            RequestBinding.Redirect => new EidDeparture(message.RedirectAddress(relayState, us.SigningKey, beside), FormFields: null),
            RequestBinding.RedirectEnveloped => new EidDeparture(message.EnvelopedRedirectAddress(relayState, beside), FormFields: null),
            _ => new EidDeparture(new Uri(destination), message.FormFields(relayState, beside)),
        };
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapGet(EidasServiceProvider.MetadataPath, () => Results.Bytes(provider.Metadata(), "application/samlmetadata+xml"))
            .ExcludeFromDescription();
        endpoints.MapPost(EidasServiceProvider.ConsumerPath, (Delegate)consumer.ReceiveAsync)
            .WithMetadata(new RequestSizeLimitAttribute(AssertionConsumer.LargestForm))
            .ExcludeFromDescription();
    }
}
