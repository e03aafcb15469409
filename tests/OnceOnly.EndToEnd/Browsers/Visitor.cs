// SPDX-License-Identifier: EUPL-1.2

using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.Personas;

namespace OnceOnly.EndToEnd.Browsers;

/// <summary>Somebody in front of Chromium.</summary>
public sealed class Visitor(IBrowserContext context, IPage page) : IAsyncDisposable
{
    /// <summary>Where to keep pictures of the pages; none are taken when it is not set.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("ONCEONLY_SCREENSHOTS");

    public IPage Page => page;

    public Task GoToAsync(Uri address) => page.GotoAsync(address.AbsoluteUri);

    /// <summary>Starts an application at an e-service; ends at the gateway's log-in page.</summary>
    public async Task ApplyAsync(Uri eService, OfferedProcedure procedure)
    {
        await GoToAsync(eService);
        await PressAsync(procedure.Title);
        await ArriveAsync("/login");
    }

    /// <summary>From the log-in page to the eIDAS node; without scripts the departure page wants a click.</summary>
    public async Task ChooseCountryAsync(Persona persona, bool withScripts = true)
    {
        var option = persona.Representative is null ? persona.Country : persona.Country + ".legal";
        await page.Locator($"input[value='eidas-saml|{option}']").CheckAsync();
        await page.Locator("form button[type=submit]").First.ClickAsync();
        await ContinueUnlessScriptedAsync(withScripts);
        await page.Locator("input[name=persona]").First.WaitForAsync();
    }

    /// <summary>At the node: this is me.</summary>
    public async Task IdentifyAsync(Persona persona, bool withScripts = true)
    {
        await page.Locator($"input[name=persona][value='{persona.Key}']").CheckAsync();
        await page.Locator("#level").SelectOptionAsync(persona.LevelOfAssurance.ToString());
        await PressAsync("Log in");
        await ContinueUnlessScriptedAsync(withScripts);
    }

    public Task PressAsync(string words) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = words }).First.ClickAsync();

    public Task DecideAsync(string decision) => page.Locator($"button[name=decision][value={decision}]").ClickAsync();

    public Task ArriveAsync(string path) => page.WaitForURLAsync(url => new Uri(url).AbsolutePath.StartsWith(path, StringComparison.Ordinal));

    /// <summary>No accessibility fault on this page, nothing that must be scrolled sideways, and a picture of it.</summary>
    public async Task InspectAsync(string name)
    {
        await page.WaitForLoadStateAsync(LoadState.Load);
        var result = await page.RunAxe();
        result.Violations.Select(violation => $"{violation.Id}: {violation.Help} {string.Join(" | ", violation.Nodes.Select(node => node.Html))}")
            .ShouldBeEmpty($"accessibility of {name}");
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
            .ShouldBeTrue($"{name} must fit its window without scrolling sideways");
        (await page.Locator("h1").CountAsync()).ShouldBe(1, $"{name} has one main heading");
        if (Pictures is not null)
        {
            Directory.CreateDirectory(Pictures);
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, name + ".png"), FullPage = true });
        }
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private Task ContinueUnlessScriptedAsync(bool withScripts) =>
        withScripts ? Task.CompletedTask : page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Continue" }).First.ClickAsync();
}
