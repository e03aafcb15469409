// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Testing.Databases;

/// <summary>How a throw-away PostgreSQL is to be.</summary>
public sealed record PostgresServerOptions
{
    /// <summary>Settings of <c>postgresql.conf</c>. Everything is durable (<c>fsync = on</c>) unless told otherwise here.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Size of the file system for its data, in megabytes: to let it run full. Only root can have that. At least 128.</summary>
    public int? Megabytes { get; init; }
}
