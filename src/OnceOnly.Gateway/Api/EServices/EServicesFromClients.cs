// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.EServices;
using OnceOnly.Identity.Clients;

namespace OnceOnly.Gateway.Api.EServices;

/// <summary>The e-services are the registered clients, read at each call so that a change of configuration counts at once.</summary>
internal sealed class EServicesFromClients(IClientDirectory clients) : IEServiceDirectory
{
    public EService? Find(string clientId) => clients.Find(clientId) is { } client
        ? new EService(
            client.ClientId,
            client.Tenant,
            new LocalizedTexts(client.Names),
            client.Procedures,
            client.EvidenceTypes,
            client.ReturnUris)
        : null;
}
