// SPDX-License-Identifier: EUPL-1.2

using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using OnceOnly.Pilot.Browsing;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Sites;

namespace OnceOnly.Pilot.Walk;

/// <summary>Somebody with a browser who clicks through the pages. Each method ends by looking where they arrived.</summary>
public sealed class Citizen(Browser browser, Uri gateway, Persona persona)
{
    public Citizen(Browser browser, PilotAddresses addresses, Persona persona)
        : this(browser, addresses?.Gateway ?? throw new ArgumentNullException(nameof(addresses)), persona)
    {
    }

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    public BrowserPage Page => browser.Page;

    public Persona Persona => persona;

    /// <summary>Goes to an e-service and applies for something.</summary>
    public async Task ApplyAsync(Uri eService, OfferedProcedure procedure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(procedure);
        await browser.GoToAsync(eService, cancellationToken);
        await browser.PressAsync(procedure.Title, cancellationToken);
        ExpectAt(gateway);
    }

    /// <summary>From the gateway's log-in page through the eIDAS node and back.</summary>
    public async Task LogInAsync(CancellationToken cancellationToken)
    {
        ExpectAt(gateway, "/login");
        var option = persona.Representative is null ? persona.Country : persona.Country + ".legal";
        browser.Choose("option", "eidas-saml|" + option);
        await browser.PressAsync("Continue", cancellationToken);
        await browser.PressAsync("Continue", cancellationToken);
        browser.Choose("persona", persona.Key);
        browser.Choose("level", persona.LevelOfAssurance.ToString());
        await browser.PressAsync("Log in", cancellationToken);
        await browser.PressAsync("Continue", cancellationToken);
        ExpectAt(gateway);
    }

    /// <summary>Says yes to the explicit request; goes on to wherever the e-service sends the browser.</summary>
    public Task GiveExplicitRequestAsync(CancellationToken cancellationToken)
    {
        ExpectAt(gateway, "/explicit-request");
        return browser.PressAsync("decision", "give", cancellationToken);
    }

    /// <summary>Looks at the evidence and decides; the browser returns to the e-service.</summary>
    public Task DecideAsync(bool accept, CancellationToken cancellationToken)
    {
        ExpectAt(gateway, "/preview/");
        return browser.PressAsync("decision", accept ? "accept" : "decline", cancellationToken);
    }

    /// <summary>The same person with the same browser, at another gateway.</summary>
    public Citizen At(Uri otherGateway) => new(browser, otherGateway, persona);

    /// <summary>Ticks the provider with this identifier, where several have the evidence.</summary>
    public void ChooseProvider(string identifier)
    {
        var choice = Page.Document.QuerySelectorAll<IHtmlInputElement>("input[type=radio]").FirstOrDefault(radio => radio.Value == identifier)
            ?? throw new WalkException($"The page \"{Page.Heading}\" does not offer {identifier}.");
        browser.Choose(choice.Name!, identifier);
    }

    /// <summary>Reads from the gateway's page where the evidence is shown abroad, and goes there.</summary>
    public async Task LeaveForAsync(Uri abroad, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(abroad);
        ExpectAt(gateway, "/preview/");
        ExpectSays(abroad.Host);
        await browser.PressAsync("decision", "leave", cancellationToken);
        ExpectAt(abroad);
    }

    /// <summary>Opens the page again, until it has no button any more that would leave it; then goes on to the e-service.</summary>
    public async Task ComeBackAsync(Uri eService, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        ExpectAt(gateway, "/preview/");
        while (Page.Document.QuerySelector("button[value=leave]") is not null)
        {
            await Task.Delay(LookAgain, time, cancellationToken);
            await browser.GoToAsync(Page.Address, cancellationToken);
        }

        await browser.FollowAsync("Return to", cancellationToken);
        ExpectAt(eService, "/application");
    }

    /// <summary>Follows a link.</summary>
    public Task FollowAsync(string words, CancellationToken cancellationToken) => browser.FollowAsync(words, cancellationToken);

    /// <summary>Types an address.</summary>
    public Task GoToAsync(Uri address, CancellationToken cancellationToken) => browser.GoToAsync(address, cancellationToken);

    /// <summary>Presses a button of the e-service.</summary>
    public Task PressAsync(string words, CancellationToken cancellationToken) => browser.PressAsync(words, cancellationToken);

    /// <summary>Checks the place in the address bar.</summary>
    public void ExpectAt(Uri site, string path = "/")
    {
        ArgumentNullException.ThrowIfNull(site);
        if (Page.Address.Authority != site.Authority || !Page.Address.AbsolutePath.StartsWith(path, StringComparison.Ordinal))
        {
            throw new WalkException(
                $"Expected to be at {new Uri(site, path)}, but is at {Page.Address.GetLeftPart(UriPartial.Path)}: \"{Page.Heading}\".");
        }
    }

    /// <summary>Checks that the page says something somewhere.</summary>
    public void ExpectSays(string words)
    {
        if (!(Page.Document.Body?.TextContent.Contains(words, StringComparison.Ordinal) ?? false))
        {
            throw new WalkException($"Expected the page \"{Page.Heading}\" to say \"{words}\".");
        }
    }

    /// <summary>Checks what an element of the page says.</summary>
    public void ExpectText(string id, string expected)
    {
        if (Page.Text(id) is var found && found != expected)
        {
            throw new WalkException($"Expected {id} to be {expected}, but it is {found ?? "not on the page"} (\"{Page.Heading}\").");
        }
    }

    /// <summary>Checks that the e-service has documents whose digests it verified.</summary>
    public void ExpectDocuments(int count)
    {
        var found = Page.Document.QuerySelectorAll("tr.document").Length;
        if (found != count)
        {
            throw new WalkException($"Expected {count} documents at the e-service, but there are {found} (\"{Page.Heading}\").");
        }
    }
}
