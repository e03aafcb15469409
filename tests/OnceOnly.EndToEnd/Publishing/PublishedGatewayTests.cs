// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.EndToEnd.Api;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Sites;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Publishing;

/// <summary>What the Dockerfile builds and starts, without a container engine.</summary>
public sealed class PublishedGatewayTests(PublishedGateway published) : IClassFixture<PublishedGateway>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_configuration_it_ends_at_once_and_names_the_keys()
    {
        await published.HandOverAsync();

        var (exitCode, errors) = await PublishedGateway.RunAsync(published.Start());

        exitCode.ShouldBe(1);
        errors.ShouldContain("Listeners:Public:Origin is missing");
        errors.ShouldContain("Listeners:Documents:Origin is missing");
        errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_value_that_cannot_be_read_is_named()
    {
        await published.HandOverAsync();

        var (exitCode, errors) = await PublishedGateway.RunAsync(published.Start("--Operations:DrainTime=soon"));

        exitCode.ShouldBe(1);
        errors.ShouldContain("'Operations:DrainTime'");
        errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task With_its_configuration_it_serves_and_leaves_its_folder_alone()
    {
        var before = Snapshot();
        await using var world = await PilotWorld.StartAsync(
            new PilotWorldOptions
            {
                Addresses = PilotAddresses.Free(),
                DataFolder = Path.Combine(published.Work, "state"),
                CertificatesFolder = Path.Combine(published.Work, "certificates"),
                StartsGateways = false,
            },
            Cancellation);
        await published.HandOverAsync();

        await using var gateway = await GatewayProcess.StartAsync(published.Start(world.GatewayArguments), world.Addresses.GatewayOperations, _ => { }, Cancellation);
        using var http = new HttpClient(DevelopmentTrust.CreateHandler(world.Certificates));

        (await GetAsync("/.well-known/openid-configuration")).ShouldContain("\"issuer\"");
        (await GetAsync("/openapi/v1.yaml")).ShouldContain("openapi: '3.1");
        var page = await GetAsync("/", "el");
        page.ShouldContain("<html lang=\"el\">");
        page.ShouldContain("Τα δικαιολογητικά σας");
        var style = page.Split('"').First(part => part.StartsWith("/assets/portal.", StringComparison.Ordinal));
        (await GetAsync(style)).ShouldContain("font-family");

        using var desk = await Desk.OpenAsync(world, PilotEServices.ShellDPoP, PilotPersonas.Maria, "study");
        using var offers = await desk.SendAsync(HttpMethod.Get, "/v1/evidence?procedure=T1");
        offers.StatusCode.ShouldBe(HttpStatusCode.OK);
        File.Exists(Path.Combine(published.Work, "state", "state.db")).ShouldBeTrue();
        Snapshot().ShouldBe(before);

        async Task<string> GetAsync(string path, string language = "en")
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(world.Addresses.Gateway, path));
            request.Headers.AcceptLanguage.ParseAdd(language);
            using var response = await http.SendAsync(request, Cancellation);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            return await response.Content.ReadAsStringAsync(Cancellation);
        }
    }

    private List<string> Snapshot() => [.. Directory.EnumerateFiles(published.Application, "*", SearchOption.AllDirectories)
        .Select(file => $"{file} {new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file):O}").Order(StringComparer.Ordinal)];
}
