// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Playwright;
using OnceOnly.EndToEnd.Browsers;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Requesting;
using OnceOnly.Pilot.Personas;

namespace OnceOnly.EndToEnd.Portal;

/// <summary>The preview space in a real browser: a gateway that serves, asked by another Member State of the test's own.</summary>
public sealed class PreviewSpaceTests(ServingGateway gateway, Chromium chromium) : IClassFixture<ServingGateway>, IClassFixture<Chromium>
{
    [Theory]
    [InlineData("en")]
    [InlineData("el")]
    public async Task The_person_logs_in_chooses_what_to_send_and_returns(string language)
    {
        var location = await gateway.AskAsync(PilotPersonas.Maria, returnTo: new Uri(gateway.Pilot.Addresses.Gateway, "/accessibility"));
        await using var maria = await chromium.OpenAsync(locale: language);
        await maria.GoToAsync(new Uri(location));
        await maria.ArriveAsync("/login");
        await maria.ChooseCountryAsync(PilotPersonas.Maria);
        await maria.IdentifyAsync(PilotPersonas.Maria);
        await maria.ArriveAsync("/preview-space/");
        await maria.InspectAsync("served-preview-" + language);
        (await maria.Page.Locator("input[name=accepted]").CountAsync()).ShouldBe(2);

        await maria.DecideAsync("accept-chosen");
        await maria.ArriveAsync("/preview-space/");
        await maria.Page.Locator("[role=alert]").WaitForAsync();
        await maria.InspectAsync("served-nothing-chosen-" + language);

        await maria.Page.Locator("input[name=accepted]").First.CheckAsync();
        await maria.DecideAsync("accept-chosen");

        await maria.ArriveAsync("/accessibility");
        new Uri(maria.Page.Url).Authority.ShouldBe(gateway.Pilot.Addresses.Gateway.Authority);
        (await gateway.AnswerAsync(location)).Documents.ShouldHaveSingleItem().MediaType.ShouldBe("application/pdf");
    }

    [Fact]
    public async Task An_address_nobody_has_registered_is_named_before_the_browser_goes_there()
    {
        var location = await gateway.AskAsync(PilotPersonas.Maria, returnTo: new Uri("https://unknown.example/back"));
        await using var maria = await LoggedInAsync(location, PilotPersonas.Maria);
        await maria.DecideAsync("decline");

        await maria.Page.GetByText("unknown.example").First.WaitForAsync();

        await maria.ArriveAsync("/preview-space/");
        await maria.InspectAsync("served-unknown-return");
        (await maria.Page.Locator("main a.button").GetAttributeAsync("href")).ShouldBe("https://unknown.example/back");
        (await gateway.AnswerAsync(location)).Documents.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", 1280)]
    [InlineData("el", 320)]
    public async Task A_way_back_that_nobody_signed_is_named_before_the_browser_goes_there(string language, int width)
    {
        const string Back = "https://unknown.example/back?case=1";
        var location = await gateway.AskAsync(PilotPersonas.Maria, returnTo: null, EdmVersion.V12);
        await using var maria = await LoggedInAsync(PreviewRequests.WithReturn(location, Back), PilotPersonas.Maria, language, width);
        var left = new TaskCompletionSource<string>();
        await maria.Page.RouteAsync("https://unknown.example/**", route =>
        {
            left.TrySetResult(route.Request.Url);
            return route.FulfillAsync(new RouteFulfillOptions { Body = "there", ContentType = "text/plain" });
        });

        await maria.DecideAsync("accept");
        await maria.ArriveAsync("/preview-space/");
        await maria.Page.GetByText("unknown.example").First.WaitForAsync();
        await maria.InspectAsync("served-unsigned-return-" + language);
        left.Task.IsCompleted.ShouldBeFalse("nobody has said yet that the browser may leave");

        await maria.Page.Locator("main a.button").ClickAsync();
        (await left.Task.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(Back);
        (await gateway.AnswerAsync(location)).Documents.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Up_to_1_2_the_way_back_is_kept_through_the_log_in()
    {
        var back = new Uri(gateway.Pilot.Addresses.Gateway, "/accessibility?case=1&x=2");
        var location = await gateway.AskAsync(PilotPersonas.Maria, back, EdmVersion.V12);
        await using var maria = await LoggedInAsync(PreviewRequests.WithReturn(location, back.AbsoluteUri), PilotPersonas.Maria);
        (await maria.Page.Locator("input[name=accepted]").CountAsync()).ShouldBe(0);

        await maria.DecideAsync("accept");

        await maria.ArriveAsync("/accessibility");
        maria.Page.Url.ShouldBe(back.AbsoluteUri);
        (await gateway.AnswerAsync(location)).Documents.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Somebody_else_sees_a_page_that_says_nothing_and_the_link_stays()
    {
        var location = await gateway.AskAsync(PilotPersonas.Maria, returnTo: null);
        await using var sean = await LoggedInAsync(location, PilotPersonas.Sean);
        await sean.InspectAsync("served-closed");
        var text = await sean.Page.Locator("main").InnerTextAsync();
        text.ShouldNotContain("Birth", Case.Insensitive);
        text.ShouldNotContain("Kommunen");
        text.ShouldNotContain("Papadopoulou");

        await sean.PressAsync("Log in as somebody else");
        await sean.ArriveAsync("/login");
        await sean.ChooseCountryAsync(PilotPersonas.Maria);
        await sean.IdentifyAsync(PilotPersonas.Maria);
        await sean.ArriveAsync("/preview-space/");
        await sean.DecideAsync("accept");
        (await gateway.AnswerAsync(location)).Documents.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("ioannis", "EDM:ERR:0004")]
    [InlineData("dora", "EDM:ERR:0004")]
    [InlineData("eleni", "EDM:ERR:0008")]
    [InlineData("lina", "Unavailable")]
    public async Task What_the_registry_cannot_give_is_explained_here_and_told_there(string key, string answer)
    {
        var persona = PilotPersonas.All.Single(persona => persona.Key == key);
        var location = await gateway.AskAsync(persona, returnTo: new Uri(gateway.Pilot.Addresses.Gateway, "/accessibility"));
        await using var citizen = await LoggedInAsync(location, persona);
        await citizen.Page.Locator("main a.button", new PageLocatorOptions { HasText = "Kommunen" }).WaitForAsync();
        await citizen.InspectAsync("served-" + key);
        System.Text.Encoding.UTF8.GetString((await gateway.AnswerAsync(location)).Xml.Span).ShouldContain(answer);
    }

    [Fact]
    public async Task A_link_of_nobody_looks_like_any_other()
    {
        await using var maria = await LoggedInAsync(new Uri(gateway.Pilot.Addresses.Gateway, "/preview-space/" + new string('A', 43)).AbsoluteUri, PilotPersonas.Maria);
        (await maria.Page.Locator("h1").InnerTextAsync()).ShouldBe("This link cannot be opened");
    }

    private async Task<Visitor> LoggedInAsync(string location, Persona persona, string language = "en", int width = 1280)
    {
        var visitor = await chromium.OpenAsync(locale: language, width: width);
        await visitor.GoToAsync(new Uri(location));
        await visitor.ArriveAsync("/login");
        await visitor.ChooseCountryAsync(persona);
        await visitor.IdentifyAsync(persona);
        await visitor.ArriveAsync("/preview-space/");
        return visitor;
    }
}
