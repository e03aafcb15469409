// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.CommonServices;

namespace OnceOnly.EndToEnd.Pilot;

/// <summary>The pilot's Evidence Broker and Data Service Directory without the rest.</summary>
public sealed class RunningCommonServices : IAsyncLifetime
{
    private SocketsHttpHandler? _handler;
    private PilotCommonServices? _services;

    internal DevelopmentCertificates Certificates { get; private set; } = null!;

    internal PilotCommonServices Services => _services!;

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        Certificates = await DevelopmentCertificateFolder.OpenAsync(DevelopmentCertificateFolder.Default, TimeProvider.System, cancellation);
        _handler = DevelopmentTrust.CreateHandler(Certificates);
        _services = await PilotCommonServices.StartAsync(Certificates, TimeProvider.System, cancellation);
    }

    internal HttpClient ClientOf(Uri service) => new(_handler!, disposeHandler: false) { BaseAddress = service };

    public async ValueTask DisposeAsync()
    {
        _handler?.Dispose();
        await (_services?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
