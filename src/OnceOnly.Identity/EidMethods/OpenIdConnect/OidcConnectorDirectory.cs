// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>The configured connectors.</summary>
internal sealed class OidcConnectorDirectory(IOptions<OidcConnectorsOptions> options, TimeProvider time, ILogger<OidcConnector> logger) : IDisposable
{
    private readonly Dictionary<string, OidcConnector> _byId = options.Value.Connectors.ToDictionary(
        entry => entry.Key, entry => new OidcConnector(entry.Key, entry.Value, time, logger), StringComparer.Ordinal);

    public IReadOnlyCollection<OidcConnector> All => _byId.Values;

    public OidcConnector? Find(string id) => _byId.GetValueOrDefault(id);

    public void Dispose()
    {
        foreach (var connector in _byId.Values)
        {
            connector.Dispose();
        }
    }
}
