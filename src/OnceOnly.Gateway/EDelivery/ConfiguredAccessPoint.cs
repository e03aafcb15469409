// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using OnceOnly.EDelivery.Configuration;
using OnceOnly.EDelivery.Parties;
using OnceOnly.Evidence.Upkeep;

namespace OnceOnly.Gateway.EDelivery;

/// <summary>The access point as configured now: partners and certificates are read again when they change, so that rolling one over needs no restart.</summary>
internal sealed class ConfiguredAccessPoint : IBackgroundWork
{
    private readonly IConfiguration _configuration;
    private readonly ILogger<ConfiguredAccessPoint> _log;
    private string _seen;
    private volatile AccessPoint _current;

    public ConfiguredAccessPoint(IConfiguration configuration, ILogger<ConfiguredAccessPoint> log)
    {
        _configuration = configuration;
        _log = log;
        var options = AccessPointSettings.Read(configuration);
        _seen = Look(options);
        _current = AccessPointFactory.TryCreate(options, EDeliveryOptions.Section, out var accessPoint, out var problems)
            ? accessPoint
            : throw new InvalidDataException(string.Join('\n', problems));
    }

    public AccessPoint Current => _current;

    public TimeSpan Every => TimeSpan.FromSeconds(30);

    public Task TurnAsync(CancellationToken cancellationToken)
    {
        var options = AccessPointSettings.Read(_configuration);
        var look = Look(options);
        if (look == _seen)
        {
            return Task.CompletedTask;
        }

        _seen = look;
        if (AccessPointFactory.TryCreate(options, EDeliveryOptions.Section, out var accessPoint, out var problems))
        {
            _current = accessPoint;
            Log.AccessPointReloaded(_log, accessPoint.Partners.Count);
        }
        else
        {
            Log.AccessPointKept(_log, string.Join(' ', problems));
        }

        return Task.CompletedTask;
    }

    private static string Look(AccessPointOptions options) => JsonSerializer.Serialize(options) + string.Join(
        '\n',
        options.DecryptionCertificates.Append(options.SigningCertificate)
            .Concat(options.Partners.SelectMany(partner => partner.SigningCertificates.Append(partner.EncryptionCertificate)))
            .Select(file => file.Length == 0 ? default : File.GetLastWriteTimeUtc(file)));
}
