// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Evidence.Persons;
using OnceOnly.Pilot.Browsing;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Walk;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Pilot;

/// <summary>Log-in by SAML between the real gateway and the pilot's node, when it does not go as it should.</summary>
public sealed class EidasLoginTests(RunningPilot pilot) : IClassFixture<RunningPilot>
{
    private const string Gone = "too old or was started in another browser";
    private const string Rejected = "could not be accepted";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_citizen_who_cancels_at_the_eID_is_back_at_the_e_service_and_can_try_again()
    {
        var browser = pilot.OpenBrowser();
        var sean = await AtNodeAsync(PilotPersonas.Sean, browser);
        await browser.PressAsync("action", "cancel", Cancellation);
        await browser.PressAsync("Continue", Cancellation);

        sean.ExpectAt(pilot.At.Aegina);
        ShouldSay(browser, "did not grant the request");
        ShouldSay(browser, "access_denied");

        await AnsweredAsync(PilotPersonas.Sean, browser);
        await browser.PressAsync("Continue", Cancellation);
        sean.ExpectAt(pilot.At.Gateway, "/explicit-request");
    }

    [Fact]
    public async Task An_eID_that_fails_is_not_a_cancellation()
    {
        var browser = pilot.OpenBrowser();
        await AtNodeAsync(PilotPersonas.Maria, browser);
        await browser.PressAsync("action", "fail", Cancellation);
        await browser.PressAsync("Continue", Cancellation);

        ShouldSay(browser, "could not confirm who you are");
    }

    [Fact]
    public async Task A_log_in_below_the_level_asked_for_is_refused_as_such()
    {
        var browser = pilot.OpenBrowser();
        await AtNodeAsync(PilotPersonas.Maria, browser);
        Choose(browser, PilotPersonas.Maria, LevelOfAssurance.Low);
        await browser.PressAsync("Log in", Cancellation);
        await browser.PressAsync("Continue", Cancellation);

        ShouldSay(browser, "not strong enough");
    }

    [Fact]
    public async Task An_answer_serves_once()
    {
        var browser = pilot.OpenBrowser();
        var answer = await AnsweredAsync(PilotPersonas.Li, browser);
        await browser.PressAsync("Continue", Cancellation);
        browser.Page.Address.AbsolutePath.ShouldBe("/explicit-request");

        await browser.PostAsync(Consumer, answer, Cancellation);

        browser.Page.Address.AbsolutePath.ShouldBe("/explicit-request", "the log-in is done, and goes on as it did");
    }

    [Fact]
    public async Task Who_sends_a_refused_answer_again_can_still_choose_an_eID_or_go_back_to_the_e_service()
    {
        var browser = pilot.OpenBrowser();
        var answer = await AnsweredAsync(PilotPersonas.Li, browser);
        await browser.PostAsync(Consumer, Mix("nothing", answer["RelayState"]), Cancellation);
        ShouldSay(browser, Rejected);

        await browser.PostAsync(Consumer, answer, Cancellation);
        ShouldSay(browser, "took too long or was answered twice");
        await browser.PressAsync("decision", "cancel", Cancellation);

        browser.Page.Address.Authority.ShouldBe(pilot.At.Aegina.Authority);
        ShouldSay(browser, "access_denied");
    }

    [Fact]
    public async Task An_answer_serves_only_the_request_it_was_made_for()
    {
        var browser = pilot.OpenBrowser();
        var first = await AnsweredAsync(PilotPersonas.Li, browser);
        var second = await AnsweredAsync(PilotPersonas.Li, browser);

        await browser.PostAsync(Consumer, Mix(first["SAMLResponse"], second["RelayState"]), Cancellation);

        ShouldSay(browser, Rejected);
    }

    [Fact]
    public async Task Another_browser_cannot_be_logged_in_with_somebody_elses_answer()
    {
        var attacker = await AnsweredAsync(PilotPersonas.Sean, pilot.OpenBrowser());
        var victim = pilot.OpenBrowser();
        await pilot.Send(PilotPersonas.Maria, victim).ApplyAsync(pilot.At.Aegina, PilotEServices.Aegina.Find("address")!, Cancellation);

        await victim.PostAsync(Consumer, attacker, Cancellation);

        ShouldSay(victim, Gone);
        (await victim.GoToAsync(new Uri(pilot.At.Gateway, "/my-data"), Cancellation)).Address.AbsolutePath.ShouldBe("/login");
    }

    [Fact]
    public async Task An_altered_answer_is_refused()
    {
        var browser = pilot.OpenBrowser();
        var answer = await AnsweredAsync(PilotPersonas.Maria, browser);
        var xml = Encoding.UTF8.GetString(Convert.FromBase64String(answer["SAMLResponse"]));
        var altered = xml.Replace("Version=\"2.0\" IssueInstant", "Version=\"2.0\" Consent=\"urn:oasis:names:tc:SAML:2.0:consent:obtained\" IssueInstant", StringComparison.Ordinal);
        altered.ShouldNotBe(xml);

        await browser.PostAsync(Consumer, Mix(Convert.ToBase64String(Encoding.UTF8.GetBytes(altered)), answer["RelayState"]), Cancellation);

        ShouldSay(browser, Rejected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64 at all")]
    [InlineData("PG5vdC14bWw=")]
    public async Task Garbage_is_refused(string message)
    {
        var browser = pilot.OpenBrowser();
        var answer = await AnsweredAsync(PilotPersonas.Maria, browser);

        await browser.PostAsync(Consumer, Mix(message, answer["RelayState"]), Cancellation);

        ShouldSay(browser, Rejected);
    }

    [Fact]
    public async Task An_oversize_answer_is_refused()
    {
        var browser = pilot.OpenBrowser();
        var answer = await AnsweredAsync(PilotPersonas.Maria, browser);

        await browser.PostAsync(Consumer, Mix(new string('A', 300 * 1024), answer["RelayState"]), Cancellation);

        ShouldSay(browser, Rejected);
    }

    [Fact]
    public async Task A_country_whose_node_cannot_be_reached_is_said_to_be_so()
    {
        var browser = pilot.OpenBrowser();
        await pilot.Send(PilotPersonas.Maria, browser).ApplyAsync(pilot.At.Aegina, PilotEServices.Aegina.Find("address")!, Cancellation);
        browser.Choose("option", "eidas-saml|" + RunningPilot.DeadCountry);
        await browser.PressAsync("Continue", Cancellation);

        ShouldSay(browser, "cannot be reached at the moment");
    }

    [Fact]
    public async Task The_gateways_metadata_can_be_believed_by_whoever_pins_its_key()
    {
        using var http = new HttpClient(OnceOnly.Pilot.Certificates.DevelopmentTrust.CreateHandler(pilot.World.Certificates));
        var address = new Uri(pilot.At.Gateway, "/eid/eidas/metadata");
        var bytes = await http.GetByteArrayAsync(address, Cancellation);
        var trust = MetadataTrust.Pinned([pilot.World.Certificates.GatewaySamlMetadata.LoadPublic()]);

        ServiceProviderMetadata.TryRead(bytes, trust, TimeProvider.System.GetUtcNow(), out var metadata, out var fault).ShouldBeTrue(fault.ToString());
        metadata!.EntityId.ShouldBe(address.AbsoluteUri);
        metadata.AssertionConsumerServices.ShouldBe([Consumer.AbsoluteUri]);

        var other = MetadataTrust.Pinned([pilot.World.Certificates.NodeSamlMetadata.LoadPublic()]);
        ServiceProviderMetadata.TryRead(bytes, other, TimeProvider.System.GetUtcNow(), out _, out fault).ShouldBeFalse();
        fault.ShouldBe(MetadataFault.Untrusted);
    }

    private Uri Consumer => new(pilot.At.Gateway, "/eid/eidas/acs");

    private static Dictionary<string, string> Mix(string response, string relayState) =>
        new(StringComparer.Ordinal) { ["SAMLResponse"] = response, ["RelayState"] = relayState };

    private static void Choose(Browser browser, Persona persona, LevelOfAssurance level)
    {
        browser.Choose("persona", persona.Key);
        browser.Choose("level", level.ToString());
    }

    private static void ShouldSay(Browser browser, string words) =>
        browser.Page.Document.Body!.TextContent.ShouldContain(words, Case.Sensitive);

    /// <summary>Up to the page on which the node lets one choose a persona.</summary>
    private async Task<Citizen> AtNodeAsync(Persona persona, Browser browser)
    {
        var citizen = pilot.Send(persona, browser);
        await citizen.ApplyAsync(pilot.At.Aegina, PilotEServices.Aegina.Find("address")!, Cancellation);
        browser.Choose("option", "eidas-saml|" + persona.Country);
        await browser.PressAsync("Continue", Cancellation);
        await browser.PressAsync("Continue", Cancellation);
        citizen.ExpectAt(pilot.At.Node);
        return citizen;
    }

    /// <summary>Up to the page that carries the node's answer, which is returned.</summary>
    private async Task<IReadOnlyDictionary<string, string>> AnsweredAsync(Persona persona, Browser browser)
    {
        await AtNodeAsync(persona, browser);
        Choose(browser, persona, LevelOfAssurance.High);
        await browser.PressAsync("Log in", Cancellation);
        return browser.Page.HiddenFields;
    }
}
