// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Receiving;
using OnceOnly.Gateway;
using OnceOnly.Oots.Edm;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Sites;
using OnceOnly.Pilot.World;
using OnceOnly.Testing.Programs;

namespace OnceOnly.EndToEnd.EDelivery;

/// <summary>What the log says when whoever takes messages fails with words from a message.</summary>
public sealed class FailingConsumerTests : IMessageConsumer, ILoggerProvider, ILogger
{
    private const string Personal = "Lindgren";

    private readonly ConcurrentQueue<string> _log = new();

    [Fact]
    public async Task A_failure_is_logged_with_its_cause_and_without_its_words()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var folder = Directory.CreateTempSubdirectory("onceonly-as4-");
        var keys = new AccessPointKeys(folder.FullName);
        var (gateway, partner) = (FreePort.Find(), FreePort.Find());
        var origin = string.Create(CultureInfo.InvariantCulture, $"https://localhost:{gateway}");
        await using var pilot = await PilotWorld.StartAsync(
            new PilotWorldOptions
            {
                Addresses = PilotAddresses.Free(),
                DataFolder = folder.FullName,
                CertificatesFolder = DevelopmentCertificateFolder.Default,
                StartsGateways = false,
                GatewaySettings = GatewayAndPartner.Settings(keys, origin, partner),
            },
            patience.Token);
        await using (var host = GatewayApplication.Create([.. pilot.GatewayArguments], builder => builder.Services.AddSingleton<IMessageConsumer>(this).AddSingleton<ILoggerProvider>(this)))
        {
            await host.StartAsync(patience.Token);
            await using var other = await PartnerAccessPoint.StartAsync(folder.FullName, keys, partner, new Uri(origin + "/as4"));
            await other.SubmitAsync(EdmKind.Request, SampleRequest.Write(EdmVersion.V20, Personal), SampleRequest.Properties(EdmVersion.V20));

            // At once, and again after a while.
            while (!Says("could not be taken yet") || !Says("could not be taken again"))
            {
                await Task.Delay(50, patience.Token);
            }

            await host.StopAsync(patience.Token);
        }

        _log.Where(line => line.Contains("could not be taken", StringComparison.Ordinal))
            .ShouldAllBe(line => line.Contains($"{nameof(InvalidDataException)} < {nameof(FormatException)}", StringComparison.Ordinal));
        _log.ShouldAllBe(line => !line.Contains(Personal, StringComparison.Ordinal));
        folder.Delete(recursive: true);
    }

    Task IMessageConsumer.ConsumeAsync(OpenedMessage message, CancellationToken cancellationToken) =>
        throw new InvalidDataException($"{Personal} is no family name.", new FormatException(Personal));

    ILogger ILoggerProvider.CreateLogger(string categoryName) => this;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _log.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
        // Nothing to let go of.
    }

    private bool Says(string words) => _log.Any(line => line.Contains(words, StringComparison.Ordinal));
}
