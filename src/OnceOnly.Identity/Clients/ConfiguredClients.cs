// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace OnceOnly.Identity.Clients;

internal sealed class ConfiguredClients(IOptions<IdentityOptions> options) : IClientDirectory
{
    private readonly FrozenDictionary<string, Client> _clients =
        options.Value.Clients.ToFrozenDictionary(client => client.ClientId, StringComparer.Ordinal);

    public IReadOnlyCollection<Client> All => _clients.Values;

    public Client? Find(string clientId) => _clients.GetValueOrDefault(clientId);
}
