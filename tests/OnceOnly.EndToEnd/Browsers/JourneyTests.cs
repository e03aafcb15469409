// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Playwright;
using OnceOnly.EndToEnd.Pilot;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Browsers;

/// <summary>The main journey in a real browser, with an accessibility check of every page on the way.</summary>
public sealed class JourneyTests(RunningPilot pilot, Chromium chromium) : IClassFixture<RunningPilot>, IClassFixture<Chromium>
{
    private static readonly OfferedProcedure Study = PilotEServices.Aegina.Find("study")!;

    [Fact]
    public async Task A_citizen_logs_in_requests_previews_and_the_e_service_has_the_evidence()
    {
        await using var maria = await chromium.OpenAsync();
        await maria.GoToAsync(pilot.At.Aegina);
        await maria.InspectAsync("01-e-service");
        await maria.ApplyAsync(pilot.At.Aegina, Study);
        await maria.InspectAsync("02-login");
        await maria.ChooseCountryAsync(PilotPersonas.Maria);
        await maria.InspectAsync("03-eid");
        await maria.IdentifyAsync(PilotPersonas.Maria);
        await maria.ArriveAsync("/explicit-request");
        await maria.InspectAsync("04-explicit-request");
        await maria.DecideAsync("give");
        await maria.ArriveAsync("/preview/");
        await maria.InspectAsync("05-preview");
        await maria.DecideAsync("accept");
        await maria.ArriveAsync("/application");
        (await maria.Page.Locator("tr.document").CountAsync()).ShouldBe(2);
        await maria.InspectAsync("06-application");
        await maria.PressAsync("Submit");
        await maria.Page.GetByText("Thank you").WaitForAsync();
        await maria.InspectAsync("07-submitted");
    }

    [Fact]
    public async Task The_document_under_preview_is_shown_from_an_origin_of_its_own()
    {
        await using var maria = await AtPreviewAsync(PilotPersonas.Maria);
        var path = await maria.Page.Locator("a[target=_blank]").First.GetAttributeAsync("href");

        var answer = await maria.Page.Context.APIRequest.GetAsync(new Uri(pilot.At.Gateway, path!).AbsoluteUri);

        answer.Status.ShouldBe(200);
        new Uri(answer.Url).Authority.ShouldBe(pilot.At.GatewayDocuments.Authority);
        answer.Headers["x-content-type-options"].ShouldBe("nosniff");
        answer.Headers["content-security-policy"].ShouldContain("default-src 'none'");
    }

    [Fact]
    public async Task Without_scripts_every_step_is_a_click()
    {
        await using var maria = await chromium.OpenAsync(withScripts: false);
        await maria.ApplyAsync(pilot.At.Aegina, Study);
        await maria.ChooseCountryAsync(PilotPersonas.Maria, withScripts: false);
        await maria.IdentifyAsync(PilotPersonas.Maria, withScripts: false);
        await maria.ArriveAsync("/explicit-request");
        await maria.DecideAsync("give");
        await maria.ArriveAsync("/preview/");
        await maria.DecideAsync("decline");
        await maria.ArriveAsync("/application");
        (await maria.Page.Locator("#state").InnerTextAsync()).ShouldBe("declined");
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        await using var maria = await chromium.OpenAsync();
        await maria.ApplyAsync(pilot.At.Aegina, Study);
        await FocusAsync(maria.Page, "input[name=option]");
        for (var pressed = 0; pressed < 10 && await maria.Page.Locator("input[name=option]:checked").CountAsync() == 0; pressed++)
        {
            await maria.Page.Keyboard.PressAsync("Space");
        }

        while (!await maria.Page.Locator("input[value='eidas-saml|EL']").IsCheckedAsync())
        {
            await maria.Page.Keyboard.PressAsync("ArrowDown");
        }

        await maria.Page.Keyboard.PressAsync("Enter");
        await maria.Page.Locator("input[name=persona]").First.WaitForAsync();
        await maria.IdentifyAsync(PilotPersonas.Maria);
        await maria.ArriveAsync("/explicit-request");
        await FocusAsync(maria.Page, "button[value=give]");
        await maria.Page.Keyboard.PressAsync("Enter");
        await maria.ArriveAsync("/preview/");
        await FocusAsync(maria.Page, "button[value=accept]");
        await maria.Page.Keyboard.PressAsync("Space");
        await maria.ArriveAsync("/application");
    }

    [Fact]
    public async Task In_Greek_and_on_a_narrow_screen_the_pages_stay_whole()
    {
        await using var maria = await chromium.OpenAsync(locale: "el", width: 320);
        await maria.ApplyAsync(pilot.At.Aegina, PilotEServices.Aegina.Find("business")!);
        (await maria.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe("el");
        await maria.InspectAsync("11-login-narrow");
        await maria.ChooseCountryAsync(PilotPersonas.AegeanFerries);
        await maria.IdentifyAsync(PilotPersonas.AegeanFerries);
        await maria.ArriveAsync("/explicit-request");
        await maria.InspectAsync("12-explicit-request-narrow");
        await maria.DecideAsync("give");
        await maria.ArriveAsync("/preview/");
        await maria.InspectAsync("13-preview-narrow");
        await maria.DecideAsync("accept");
        await maria.ArriveAsync("/application");
        await maria.GoToAsync(new Uri(pilot.At.Gateway, "/my-data"));
        await maria.InspectAsync("14-my-data-narrow");
    }

    [Theory]
    [InlineData("/", "21-start")]
    [InlineData("/accessibility", "22-accessibility")]
    [InlineData("/no-such-page", "23-not-found")]
    [InlineData("/interaction/made-up", "24-made-up-link")]
    [InlineData("/logout", "25-logout")]
    public async Task Pages_outside_the_journey_are_accessible_too(string path, string name)
    {
        await using var visitor = await chromium.OpenAsync();
        await visitor.GoToAsync(new Uri(pilot.At.Gateway, path));
        await visitor.InspectAsync(name);
    }

    private async Task<Visitor> AtPreviewAsync(Persona persona)
    {
        var visitor = await chromium.OpenAsync();
        await visitor.ApplyAsync(pilot.At.Aegina, Study);
        await visitor.ChooseCountryAsync(persona);
        await visitor.IdentifyAsync(persona);
        await visitor.ArriveAsync("/explicit-request");
        await visitor.DecideAsync("give");
        await visitor.ArriveAsync("/preview/");
        return visitor;
    }

    /// <summary>Tabs until the element has the focus.</summary>
    private static async Task FocusAsync(IPage page, string selector)
    {
        for (var pressed = 0; pressed < 60; pressed++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        Assert.Fail($"Tab never reached {selector}.");
    }
}
