// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using OnceOnly.EndToEnd.Pilot;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.EServices.OAuth;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Browsers;

/// <summary>The journey to another Member State in a real browser, through the pages of both gateways.</summary>
public sealed class BorderTests(RunningPilotWithNeighbour pilot, Chromium chromium) : IClassFixture<RunningPilotWithNeighbour>, IClassFixture<Chromium>
{
    private const int MostLooks = 300;

    private static readonly OfferedProcedure Recognition = PilotEServices.Aegina.Find("recognition")!;
    private static readonly OfferedProcedure Moving = PilotEServices.Aegina.Find("moving")!;

    [Fact]
    public async Task A_citizen_sees_her_diploma_at_the_foreign_gateway_and_sends_part_of_it()
    {
        await using var maria = await AtDepartureAsync(PilotPersonas.Maria, Recognition, locale: "en", width: 1280, "31");
        (await maria.Page.Locator("main").InnerTextAsync()).ShouldContain(pilot.At.Finland.Host);
        await maria.DecideAsync("leave");
        await maria.ArriveAsync("/login");
        new Uri(maria.Page.Url).Authority.ShouldBe(pilot.At.Finland.Authority);
        await maria.InspectAsync("33-login-abroad");
        await maria.ChooseCountryAsync(PilotPersonas.Maria);
        await maria.IdentifyAsync(PilotPersonas.Maria);
        await maria.ArriveAsync("/preview-space/");
        await LookAgainUntilAsync(maria, "input[name=accepted]");
        (await maria.Page.Locator("input[name=accepted]").CountAsync()).ShouldBe(3);
        await maria.InspectAsync("34-preview-space");

        await maria.Page.Locator("#accept-3").CheckAsync();
        await maria.DecideAsync("accept-chosen");
        (await maria.Page.Locator(".notice--error").CountAsync()).ShouldBe(1, "a translation does not leave without its evidence");
        await maria.InspectAsync("35-preview-space-refusal");
        await maria.Page.Locator("#accept-1").CheckAsync();
        await maria.Page.Locator("#accept-3").CheckAsync();
        await maria.DecideAsync("accept-chosen");
        await ComeBackAsync(maria, "36-back-home");

        (await maria.Page.Locator("tr.document").CountAsync()).ShouldBe(2);
        await maria.GoToAsync(new Uri(pilot.At.Finland, "/my-data"));
        await maria.InspectAsync("37-my-data-abroad");
    }

    [Fact]
    public async Task In_Greek_on_a_narrow_screen_a_citizen_declines_abroad()
    {
        await using var sean = await AtDepartureAsync(PilotPersonas.Sean, Moving, locale: "el", width: 320, "41");
        await sean.DecideAsync("leave");
        await sean.ArriveAsync("/login");
        await sean.ChooseCountryAsync(PilotPersonas.Sean);
        await sean.IdentifyAsync(PilotPersonas.Sean);
        await sean.ArriveAsync("/preview-space/");
        await LookAgainUntilAsync(sean, "button[value=decline]");
        await sean.InspectAsync("43-preview-space-narrow");
        await sean.DecideAsync("decline");
        await ComeBackAsync(sean, "44-back-home-narrow");

        (await sean.Page.Locator("#state").InnerTextAsync()).ShouldBe("declined");
    }

    [Fact]
    public async Task A_forwarded_preview_link_opens_nothing_for_somebody_else()
    {
        await using var maria = await AtDepartureAsync(PilotPersonas.Maria, Recognition, locale: "en", width: 1280, null);
        await maria.DecideAsync("leave");
        await maria.ArriveAsync("/login");
        var asked = pilot.World.Registries.CallsTo("finland/oulujoki");
        await maria.ChooseCountryAsync(PilotPersonas.Sean);
        await maria.IdentifyAsync(PilotPersonas.Sean);
        await maria.ArriveAsync("/preview-space/");

        (await maria.Page.Locator("input[name=accepted], button[name=decision]").CountAsync()).ShouldBe(0);
        (await maria.Page.Locator("main").InnerTextAsync()).ShouldNotContain("Diploma");
        pilot.World.Registries.CallsTo("finland/oulujoki").ShouldBe(asked);
        await maria.InspectAsync("51-forwarded-link");
    }

    [Theory]
    [InlineData("en", 1280, "61")]
    [InlineData("el", 320, "62")]
    public async Task What_the_directory_wants_to_know_is_asked_before_a_provider_is_named(string locale, int width, string picture)
    {
        var keys = pilot.World.Certificates.Client(PilotEServices.ShellDPoP.ClientId).LoadKey();
        using var http = new HttpClient(DevelopmentTrust.CreateHandler(pilot.World.Certificates));
        var oauth = new OAuthClient(
            http, pilot.At.Gateway, new PrivateKeyJwt(PilotEServices.ShellDPoP.ClientId, keys, ClientKeys.KeyId(keys)), new EServiceAddresses(pilot.At.Shell).Callback, TimeProvider.System);
        var details = JsonSerializer.Serialize(new[] { new { type = "evidence_request", procedure = "T3", country = "FI", evidence_types = new[] { RunningPilotWithNeighbour.Transcript } } });
        var pending = await oauth.StartAsync(details, levelOfAssurance: null, TestContext.Current.CancellationToken);
        await using var maria = await chromium.OpenAsync(locale: locale, width: width);
        await maria.GoToAsync(pending.BrowserAddress);
        await maria.ArriveAsync("/login");
        await maria.ChooseCountryAsync(PilotPersonas.Maria);
        await maria.IdentifyAsync(PilotPersonas.Maria);
        await maria.ArriveAsync("/explicit-request");
        (await maria.Page.Locator("button[value=give]").CountAsync()).ShouldBe(0, "there is nobody to ask yet");
        await maria.InspectAsync(picture + "-question");

        await AnswerAsync("atlantis");
        (await maria.Page.Locator("button[value=give]").CountAsync()).ShouldBe(0, "nobody has what was answered");
        await maria.InspectAsync(picture + "-question-refused");

        await AnswerAsync("saimaa");
        await maria.Page.Locator("button[value=give]").WaitForAsync();
        (await maria.Page.Locator("main").InnerTextAsync()).ShouldContain("Pilot University of Saimaa");
        await maria.InspectAsync(picture + "-question-answered");

        async Task AnswerAsync(string answer)
        {
            await maria.Page.Locator("input[type=text]").FillAsync(answer);
            await maria.DecideAsync("answer");
            await maria.Page.WaitForLoadStateAsync();
        }
    }

    private async Task<Visitor> AtDepartureAsync(Persona persona, OfferedProcedure procedure, string locale, int width, string? pictures)
    {
        var visitor = await chromium.OpenAsync(locale: locale, width: width);
        await visitor.ApplyAsync(pilot.At.Aegina, procedure);
        await visitor.ChooseCountryAsync(persona);
        await visitor.IdentifyAsync(persona);
        await visitor.ArriveAsync("/explicit-request");
        if (procedure == Recognition)
        {
            await visitor.Page.Locator("input[type=radio][value$='1000001-1']").CheckAsync();
        }

        if (pictures is not null)
        {
            await visitor.InspectAsync(pictures + "-explicit-request-abroad");
        }

        await visitor.DecideAsync("give");
        await visitor.ArriveAsync("/preview/");
        if (pictures is not null)
        {
            await visitor.InspectAsync(pictures + "-departure");
        }

        return visitor;
    }

    /// <summary>The page has no scripts: whoever is too early looks again.</summary>
    private static async Task LookAgainUntilAsync(Visitor visitor, string selector)
    {
        for (var looks = 0; await visitor.Page.Locator(selector).CountAsync() == 0; looks++)
        {
            looks.ShouldBeLessThan(MostLooks, $"{selector} never came");
            await visitor.Page.WaitForTimeoutAsync(200);
            await visitor.Page.ReloadAsync();
        }
    }

    private async Task ComeBackAsync(Visitor visitor, string picture)
    {
        if (new Uri(visitor.Page.Url).Authority == pilot.At.Finland.Authority)
        {
            await LookAgainUntilAsync(visitor, "a[rel=noreferrer]");
            await visitor.Page.Locator("a[rel=noreferrer]").ClickAsync();
        }

        await visitor.ArriveAsync("/preview/");
        await LookAgainUntilAsync(visitor, "main:not(:has(button[value=leave]))");
        await visitor.InspectAsync(picture);
        await visitor.Page.Locator("main a.button").ClickAsync();
        await visitor.ArriveAsync("/application");
    }
}
