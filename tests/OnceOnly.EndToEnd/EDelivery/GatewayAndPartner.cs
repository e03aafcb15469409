// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.EndToEnd.Worlds;
using OnceOnly.Testing.Programs;

namespace OnceOnly.EndToEnd.EDelivery;

/// <summary>A gateway in a process of its own with an access point, and a partner of it.</summary>
public sealed class GatewayAndPartner : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onceonly-as4-");
    private WorldAround? _world;
    private PartnerAccessPoint? _partner;

    internal WorldAround World => _world!;

    internal PartnerAccessPoint Partner => _partner!;

    internal AccessPointKeys Keys => new(_folder.FullName);

    public async ValueTask InitializeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var keys = Keys;
        var (gateway, partner) = (FreePort.Find(), FreePort.Find());
        var origin = string.Create(CultureInfo.InvariantCulture, $"https://localhost:{gateway}");
        _partner = await PartnerAccessPoint.StartAsync(_folder.FullName, keys, partner, new Uri(origin + "/as4"));
        _world = await WorldAround.StartAsync(Settings(keys, origin, partner), patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await (_world?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_partner?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Delete(recursive: true);
    }

    internal static Dictionary<string, string?> Settings(AccessPointKeys keys, string origin, int partner) => new(StringComparer.Ordinal)
    {
        ["Listeners:EDelivery:Origin"] = origin,
        ["Listeners:EDelivery:CertificateFile"] = keys.Tls,
        ["Listeners:EDelivery:CertificateKeyFile"] = keys.Tls,
        ["EDelivery:Self:Id"] = PartnerAccessPoint.GatewayId,
        ["EDelivery:Domain"] = "ap.gateway.test",
        ["EDelivery:SigningCertificate"] = keys.Gateway,
        ["EDelivery:Operator:Name"] = "Gateway",
        ["EDelivery:Operator:Country"] = "EL",
        ["EDelivery:TrustedAuthoritiesFile"] = keys.Tls,
        ["EDelivery:FirstRetry"] = "00:00:00.2",
        ["EDelivery:LongestRetry"] = "00:00:01",
        ["EDelivery:Partners:0:Party:Id"] = PartnerAccessPoint.PartnerId,
        ["EDelivery:Partners:0:Endpoint"] = string.Create(CultureInfo.InvariantCulture, $"https://localhost:{partner}/as4"),
        ["EDelivery:Partners:0:SigningCertificates:0"] = keys.Partner,
        ["EDelivery:Partners:0:Countries:0"] = "SE",
    };
}
