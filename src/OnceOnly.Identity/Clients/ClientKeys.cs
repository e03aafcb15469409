// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OnceOnly.Identity.Jose;

namespace OnceOnly.Identity.Clients;

/// <summary>Public keys of clients. A file is read again when it changes; when the new content is unusable the keys before it stay.</summary>
internal sealed class ClientKeys(ILogger<ClientKeys> logger)
{
    private readonly ConcurrentDictionary<string, Snapshot> _snapshots = new(StringComparer.Ordinal);

    public IReadOnlyList<PublicJwk> Of(Client client)
    {
        var version = client.JwksFile is { } file ? VersionOf(file) : default;
        if (_snapshots.TryGetValue(client.ClientId, out var snapshot) && snapshot.Version == version)
        {
            return snapshot.Keys;
        }

        var keys = Read(client) ?? snapshot?.Keys ?? [];
        _snapshots[client.ClientId] = new Snapshot(version, keys);
        return keys;
    }

    private static (DateTime WrittenAt, long Length) VersionOf(string file)
    {
        var info = new FileInfo(file);
        return info.Exists ? (info.LastWriteTimeUtc, info.Length) : default;
    }

    private IReadOnlyList<PublicJwk>? Read(Client client)
    {
        try
        {
            var json = client.JwksFile is { } file ? File.ReadAllText(file) : client.Jwks;
            if (json is null)
            {
                return [];
            }

            if (ClientKeySet.TryRead(json, out var keys, out var fault))
            {
                return keys;
            }

            logger.ClientKeysAreUnusable(client.ClientId, fault);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.ClientKeysAreUnusable(client.ClientId, exception.GetType().Name);
        }

        return null;
    }

    private sealed record Snapshot((DateTime WrittenAt, long Length) Version, IReadOnlyList<PublicJwk> Keys);
}
