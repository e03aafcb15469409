// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.EndToEnd.Api;
using OnceOnly.EndToEnd.Api.Hostile;
using OnceOnly.EndToEnd.Worlds;
using OnceOnly.Pilot.Browsing;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Walk;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Portal;

/// <summary>A link to a preview is for one person, and for once.</summary>
[Collection(HostileCallers.Name)]
public sealed class InteractionLinkTests(GatewayInItsOwnProcess gateway)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_and_the_wrong_person_leave_it_unused_and_the_right_person_opens_it_once()
    {
        using var desk = await Desk.OpenAsync(gateway.World, PilotEServices.ShellDPoP, PilotPersonas.Maria, "study");
        var link = await LinkAsync(desk);
        using var handler = DevelopmentTrust.CreateHandler(gateway.World.Certificates);

        // Nobody: the way leads to the log-in, and nothing of the evidence or its owner shows.
        using var nobody = new Browser(handler, TimeProvider.System);
        var login = await nobody.GoToAsync(link, Cancellation);
        login.Address.AbsolutePath.ShouldBe("/login");
        login.Document.Body!.TextContent.ShouldNotContain("Papadopoulou");

        // Somebody else, who logs in when asked to, and tries again with the session.
        var sean = new Citizen(nobody, gateway.World.Addresses, PilotPersonas.Sean);
        await sean.LogInAsync(Cancellation);
        ShouldBeRefused(nobody.Page);
        ShouldBeRefused(await nobody.GoToAsync(link, Cancellation));

        // The company that the same person acts for is somebody else too.
        using var another = new Browser(handler, TimeProvider.System);
        await another.GoToAsync(link, Cancellation);
        await new Citizen(another, gateway.World.Addresses, PilotPersonas.AegeanFerries).LogInAsync(Cancellation);
        ShouldBeRefused(another.Page);

        var preview = await desk.Browser.GoToAsync(link, Cancellation);
        preview.Status.ShouldBe(HttpStatusCode.OK);
        preview.Address.AbsolutePath.ShouldStartWith("/preview/");
        ShouldBeRefused(await desk.Browser.GoToAsync(link, Cancellation));

        // Whoever learns where the preview is, without being its person, is no further.
        ShouldBeRefused(await nobody.GoToAsync(preview.Address, Cancellation));
        (await desk.Browser.GoToAsync(preview.Address, Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_link_that_was_changed_opens_nothing()
    {
        using var desk = await Desk.OpenAsync(gateway.World, PilotEServices.ShellDPoP, PilotPersonas.Maria, "study");
        var link = (await LinkAsync(desk)).OriginalString;
        var middle = link.Length - 20;

        foreach (var changed in new[] { link[..^4], link + "AAAA", string.Concat(link.AsSpan(0, middle), link[middle] == 'A' ? "B" : "A", link.AsSpan(middle + 1)) })
        {
            ShouldBeRefused(await desk.Browser.GoToAsync(new Uri(changed), Cancellation));
        }

        (await desk.Browser.GoToAsync(new Uri(link), Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static void ShouldBeRefused(BrowserPage page)
    {
        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Document.Body!.TextContent.ShouldNotContain("Birth certificate");
    }

    private static async Task<Uri> LinkAsync(Desk desk)
    {
        using var asked = await desk.PostAsync("/v1/exchanges", new { evidenceType = "birth-certificate" });
        return new Uri((await Desk.ReadAsync(asked)).GetProperty("interaction").GetProperty("uri").GetString()!);
    }
}
