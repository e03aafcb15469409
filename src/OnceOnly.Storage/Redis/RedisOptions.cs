// SPDX-License-Identifier: EUPL-1.2

using System.ComponentModel.DataAnnotations;

namespace OnceOnly.Storage.Redis;

/// <summary>The Redis that the instances share as a cache (<c>Storage:Redis</c>). Nothing in it is ever needed.</summary>
public sealed class RedisOptions
{
    /// <summary>Host, and port unless it is 6379: <c>redis.example.org:6380</c>.</summary>
    [Required(ErrorMessage = "Storage:Redis:Endpoint is missing; name the host of Redis, as redis.example.org:6379, or remove Storage:Redis.")]
    public string Endpoint { get; set; } = string.Empty;

    /// <summary>File with the password of Redis' <c>default</c> user; read again for each new connection.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Number of the database.</summary>
    [Range(0, 1023, ErrorMessage = "Storage:Redis:Database must be between 0 and 1023.")]
    public int Database { get; set; }

    /// <summary>What all keys begin with; deployments that share a Redis need different ones.</summary>
    [RegularExpression("[!-~]{0,64}", ErrorMessage = "Storage:Redis:KeyPrefix must be at most 64 ASCII characters without spaces.")]
    public string KeyPrefix { get; set; } = "onceonly:";

    /// <summary>Whether to speak TLS, 1.2 or later. The certificate must be valid for the host.</summary>
    public bool Tls { get; set; }

    /// <summary>PEM file of the authorities that may have signed Redis' certificate; the machine's unless set.</summary>
    public string? TrustedAuthoritiesFile { get; set; }

    /// <summary>Host name the certificate must be valid for, when it is not the endpoint's.</summary>
    public string? TlsHostName { get; set; }

    /// <summary>How long one connection attempt may take.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an answer is awaited. This, once a pause, is all that a dead Redis costs anybody.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long Redis is left alone after it failed; then one caller tries it.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Largest value written to or believed from Redis, in bytes.</summary>
    [Range(1024, 16 * 1024 * 1024, ErrorMessage = "Storage:Redis:LargestValue must be between 1 KiB and 16 MiB; it is a number of bytes.")]
    public int LargestValue { get; set; } = 256 * 1024;

    /// <summary>Documents up to this many bytes are cached, encrypted as they are stored; 0 caches none.</summary>
    [Range(0, 64 * 1024 - 1, ErrorMessage = "Storage:Redis:LargestDocument must be between 0 and 65535; it is a number of bytes.")]
    public int LargestDocument { get; set; } = 32 * 1024;

    /// <summary>How long an encrypted document stays in Redis.</summary>
    public TimeSpan DocumentLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Most memory for encrypted documents in the instance itself, in bytes.</summary>
    [Range(0, 4L * 1024 * 1024 * 1024, ErrorMessage = "Storage:Redis:MemoryBytes must be between 0 and 4 GiB; it is a number of bytes.")]
    public long MemoryBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>How long they stay there at least; at most twice as long.</summary>
    public TimeSpan MemoryLifetime { get; set; } = TimeSpan.FromSeconds(30);
}
