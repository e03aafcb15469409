// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Clients;

/// <summary>The registered e-services as configuration knows them now.</summary>
public interface IClientDirectory
{
    IReadOnlyCollection<Client> All { get; }

    Client? Find(string clientId);
}
