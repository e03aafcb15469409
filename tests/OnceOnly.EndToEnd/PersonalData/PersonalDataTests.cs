// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.EndToEnd.Worlds;
using OnceOnly.Pilot.Browsing;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Desk;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Walk;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.PersonalData;

/// <summary>Names, identifiers and dates of birth stay out of everything that operators look at.</summary>
public sealed class PersonalDataTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Registries that fail in their various ways, because failures are what tempts to log too much.</summary>
    private static readonly Persona[] Unlucky = [PilotPersonas.Eleni, PilotPersonas.Petros, PilotPersonas.Anna, PilotPersonas.Dora];

    [Fact]
    public async Task Logs_metrics_traces_and_state_files_hold_no_personal_data()
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var collector = await TraceCollector.StartAsync(patience.Token);
        var settings = new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = "Trace",
            ["Operations:OtlpEndpoint"] = collector.Address.AbsoluteUri,
            ["Operations:DrainTime"] = "00:00:00",
        };
        await using var world = await WorldAround.StartAsync(settings, patience.Token, crossesBorders: true);

        var walk = new StringWriter();
        (await WalkRunner.RunAsync(world.Pilot, walk, TimeProvider.System, patience.Token)).ShouldBeTrue(walk.ToString());
        await BeUnluckyAsync(world, patience.Token);
        await ReadMyDataAsync(world, patience.Token);
        using var http = new HttpClient();
        var metrics = await http.GetStringAsync(new Uri(world.Pilot.Addresses.GatewayOperations, "/metrics"), patience.Token);
        var leaksAlive = StateLeaks(world.DataFolder).ToList();
        await world.StopGatewayAsync(patience.Token);

        var log = string.Join('\n', world.Log);
        log.ShouldContain("\"level\":\"Debug\"");
        metrics.ShouldContain("onceonly_registry_asked_total");
        collector.Received.ShouldContain("/connect/token");
        Leaks("log", log)
            .Concat(Leaks("metrics", metrics))
            .Concat(Leaks("traces", collector.Received))
            .Concat(leaksAlive)
            .Concat(StateLeaks(world.DataFolder))
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("identifier=EL/EL/1001 is unknown")]
    [InlineData("GET /records?identifier=EL%2FEL%2f1001")]
    [InlineData("""{"message":"family name \u03A0\u03B1\u03C0\u03B1\u03B4\u03BF\u03C0\u03BF\u03CD\u03BB\u03BF\u03C5"}""")]
    [InlineData("""{"message":"{\"name\":\"Se\\u00e1n\"}"}""")]
    [InlineData("O&#x27;Brien")]
    [InlineData("""{"message":"citizen:\\nAnna"}""")]
    [InlineData("given_name=ANNA&sub=1")]
    [InlineData("given_name%3DAnna%26sub")]
    [InlineData("eyJiaXJ0aGRhdGUiOiIxOTg1LTAzLTE0In0")] // {"birthdate":"1985-03-14"}
    public void A_leak_would_be_found_in_any_form(string text) => Leaks("text", text).ShouldNotBeEmpty();

    [Theory]
    [InlineData("""{"level":"Error","message":"Unknown exchange EL-1; later, 1985-03-15"}""")]
    [InlineData("state=q7xaNnA3fWb0")] // four letters that a random token happens to hold
    public void What_is_not_personal_is_not_taken_for_a_leak(string text) => Leaks("text", text).ShouldBeEmpty();

    private static async Task BeUnluckyAsync(WorldAround world, CancellationToken cancellationToken)
    {
        using var desk = DeveloperDesk.WithDPoP(world.Pilot, TimeProvider.System);
        foreach (var persona in Unlucky)
        {
            using var application = await desk.OpenAsync(persona, PilotEServices.ShellDPoP.Find("study")!, cancellationToken);
            var exchange = await application.RequestAsync(cancellationToken);
            exchange = await application.WaitAsync(exchange.Id, Patience, cancellationToken);
            exchange.Error.ShouldNotBeNull(persona.Key);
        }
    }

    private static async Task ReadMyDataAsync(WorldAround world, CancellationToken cancellationToken)
    {
        using var handler = DevelopmentTrust.CreateHandler(world.Pilot.Certificates);
        using var browser = new Browser(handler, TimeProvider.System);
        var maria = new Citizen(browser, world.Pilot.Addresses, PilotPersonas.Maria);
        await browser.GoToAsync(new Uri(world.Pilot.Addresses.Gateway, "/my-data"), cancellationToken);
        await maria.LogInAsync(cancellationToken);
        maria.ExpectAt(world.Pilot.Addresses.Gateway, "/my-data");
    }

    private static IEnumerable<string> Leaks(string place, string text) => Leaks(place, text, Canaries.All);

    private static IEnumerable<string> Leaks(string place, string text, IEnumerable<Canary> canaries)
    {
        var haystack = new Canary.Haystack(text);
        return canaries.Where(canary => canary.IsIn(haystack)).Select(canary => $"{place}: {canary}");
    }

    /// <summary>The gateway's own files; those of the e-services, which were given the evidence, are in folders of their own.</summary>
    private static IEnumerable<string> StateLeaks(string folder)
    {
        var files = Directory.EnumerateFiles(folder).ToList();
        files.ShouldContain(file => file.EndsWith("state.db", StringComparison.Ordinal));
        var canaries = Canaries.All.Where(canary => canary.StandsOutAnywhere).ToList();
        return files.SelectMany(file => Leaks(Path.GetFileName(file), Encoding.UTF8.GetString(File.ReadAllBytes(file)), canaries));
    }
}
