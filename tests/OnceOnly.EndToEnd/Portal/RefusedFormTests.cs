// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OnceOnly.Gateway;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Sites;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Portal;

/// <summary>What strangers post fills no log with warnings that nobody can do anything about.</summary>
public sealed class RefusedFormTests : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _warnings = new();

    [Fact]
    public async Task A_form_that_is_refused_after_it_was_read_is_answered_by_a_page_and_without_a_warning()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("onceonly-refused-");
        var addresses = PilotAddresses.Free();
        await using (var pilot = await PilotWorld.StartAsync(
            new PilotWorldOptions { Addresses = addresses, DataFolder = folder.FullName, CertificatesFolder = DevelopmentCertificateFolder.Default, StartsGateways = false },
            cancellation))
        await using (var host = GatewayApplication.Create([.. pilot.GatewayArguments], builder => builder.Services.AddSingleton<ILoggerProvider>(this)))
        {
            await host.StartAsync(cancellation);
            using var http = new HttpClient(DevelopmentTrust.CreateHandler(pilot.Certificates));
            using var form = new FormUrlEncodedContent(Enumerable.Range(0, 2000).Select(number => KeyValuePair.Create($"field{number}", string.Empty)));

            using var answer = await http.PostAsync(new Uri(addresses.Gateway, "/eid/eidas/acs"), form, cancellation);

            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync(cancellation)).ShouldContain("This request cannot be understood");
            await host.StopAsync(cancellation);
        }

        _warnings.ShouldAllBe(line => !line.Contains("body size limit", StringComparison.Ordinal));
        folder.Delete(recursive: true);
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => this;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _warnings.Enqueue(formatter(state, exception));

    public void Dispose()
    {
        // Nothing to let go of.
    }
}
