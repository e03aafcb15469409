// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Eidas.Metadata;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>The configured nodes and connectors.</summary>
internal sealed class ConnectorDirectory(IOptions<EidasSamlOptions> options)
{
    private readonly Dictionary<string, Connector> _byId = options.Value.Connectors.ToDictionary(
        entry => entry.Key,
        entry => new Connector(entry.Key, entry.Value, TrustOf(entry.Value)),
        StringComparer.Ordinal);

    public IReadOnlyCollection<Connector> All => _byId.Values;

    public Connector? Find(string id) => _byId.GetValueOrDefault(id);

    private static MetadataTrust TrustOf(ConnectorOptions options) =>
        MetadataTrust.Pinned(
            [.. options.MetadataCertificateFiles.SelectMany(CertificateFile.Read)],
            options.Profile.ToProfile(),
            options.Profile.MetadataLifetime);
}
