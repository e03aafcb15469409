// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;

namespace OnceOnly.Storage.Redis;

/// <summary>Refuses options that contradict each other.</summary>
internal sealed class RedisOptionsRules : IValidateOptions<RedisOptions>
{
    public ValidateOptionsResult Validate(string? name, RedisOptions options)
    {
        (bool IsFine, string Message)[] rules =
        [
            (options.Endpoint.Length == 0 || RedisEndpoint.Parse(options.Endpoint) is not null, "Storage:Redis:Endpoint must be a host and a port, as redis.example.org:6379."),
            (IsThere(options.PasswordFile), "Storage:Redis:PasswordFile names a file that is not there."),
            (IsThere(options.TrustedAuthoritiesFile), "Storage:Redis:TrustedAuthoritiesFile names a file that is not there."),
            (options.Tls || (options.TrustedAuthoritiesFile is null && options.TlsHostName is null), "Storage:Redis:TrustedAuthoritiesFile and Storage:Redis:TlsHostName mean nothing without Storage:Redis:Tls; set it to true."),
            (IsBetween(options.Timeout, TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(5)), "Storage:Redis:Timeout must be between 5 milliseconds and 5 seconds."),
            (IsBetween(options.ConnectTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30)), "Storage:Redis:ConnectTimeout must be between 100 milliseconds and 30 seconds."),
            (IsBetween(options.Pause, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)), "Storage:Redis:Pause must be between 100 milliseconds and 1 minute."),
            (IsBetween(options.DocumentLifetime, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)), "Storage:Redis:DocumentLifetime must be between 1 second and 1 day."),
            (IsBetween(options.MemoryLifetime, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)), "Storage:Redis:MemoryLifetime must be between 1 second and 1 hour."),
        ];
        var broken = rules.Where(rule => !rule.IsFine).Select(rule => rule.Message).ToArray();
        return broken.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(broken);
    }

    private static bool IsThere(string? file) => file is null || File.Exists(file);

    private static bool IsBetween(TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most;
}
