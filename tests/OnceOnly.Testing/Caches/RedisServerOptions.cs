// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Testing.Caches;

/// <summary>How a throw-away Redis is to be.</summary>
public sealed record RedisServerOptions
{
    public string? Password { get; init; }

    /// <summary>PEM files of certificate and key: then it speaks TLS and nothing else.</summary>
    public (string CertificateFile, string KeyFile)? Tls { get; init; }

    /// <summary>Further settings of <c>redis.conf</c>, such as <c>maxmemory</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
