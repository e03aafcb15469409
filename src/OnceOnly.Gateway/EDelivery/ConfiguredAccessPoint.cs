// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using OnceOnly.EDelivery.Configuration;
using OnceOnly.EDelivery.Parties;
using OnceOnly.Evidence.Upkeep;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Gateway.EDelivery;

/// <summary>The access point as configured now: partners and certificates are read again when they change, so that rolling one over needs no restart.</summary>
internal sealed class ConfiguredAccessPoint : IBackgroundWork, IRemits
{
    private readonly IConfiguration _configuration;
    private readonly ILogger<ConfiguredAccessPoint> _log;
    private string _seen;
    private volatile Configured _current;

    public ConfiguredAccessPoint(IConfiguration configuration, ILogger<ConfiguredAccessPoint> log)
    {
        _configuration = configuration;
        _log = log;
        var options = AccessPointSettings.Read(configuration);
        _seen = Look(options);
        _current = TryRead(options, out var problems) ?? throw new InvalidDataException(string.Join('\n', problems));
    }

    public AccessPoint Current => _current.AccessPoint;

    public TimeSpan Every => TimeSpan.FromSeconds(30);

    public Remit? Find(SchemedIdentifier party) => _current.Remits.GetValueOrDefault(party);

    public Task TurnAsync(CancellationToken cancellationToken)
    {
        var options = AccessPointSettings.Read(_configuration);
        var look = Look(options);
        if (look == _seen)
        {
            return Task.CompletedTask;
        }

        _seen = look;
        if (TryRead(options, out var problems) is { } configured)
        {
            _current = configured;
            Log.AccessPointReloaded(_log, configured.AccessPoint.Partners.Count);
        }
        else
        {
            Log.AccessPointKept(_log, string.Join(' ', problems));
        }

        return Task.CompletedTask;
    }

    private Configured? TryRead(AccessPointOptions options, out IReadOnlyList<string> problems)
    {
        var isUsable = AccessPointFactory.TryCreate(options, EDeliveryOptions.Section, out var accessPoint, out problems);
        var remits = PartnerRemits.Read(_configuration, out var wrong);
        problems = [.. problems, .. wrong];
        return isUsable && wrong.Count == 0 ? new Configured(accessPoint!, remits) : null;
    }

    private string Look(AccessPointOptions options) => JsonSerializer.Serialize(options) + string.Join(
        '\n',
        options.DecryptionCertificates.Append(options.SigningCertificate)
            .Concat(options.Partners.SelectMany(partner => partner.SigningCertificates.Append(partner.EncryptionCertificate)))
            .Select(file => file.Length == 0 ? default : File.GetLastWriteTimeUtc(file)))
        + string.Join('\n', _configuration.GetSection(EDeliveryOptions.Section + ":Partners").AsEnumerable());

    private sealed record Configured(AccessPoint AccessPoint, IReadOnlyDictionary<SchemedIdentifier, Remit> Remits);
}
