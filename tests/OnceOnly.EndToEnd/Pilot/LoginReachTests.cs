// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Pilot;

/// <summary>What a log-in is good for on the citizen's pages.</summary>
public sealed class LoginReachTests(RunningPilot pilot) : IClassFixture<RunningPilot>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/my-data")]
    [InlineData("/my-data/erase")]
    public async Task A_weak_session_does_not_open_the_history_or_its_erasure(string path)
    {
        var browser = pilot.OpenBrowser();
        var maria = pilot.Send(PilotPersonas.Maria with { LevelOfAssurance = LevelOfAssurance.Low }, browser);
        await browser.GoToAsync(new Uri(pilot.At.Gateway, "/interaction/made-up"), Cancellation);
        await maria.LogInAsync(Cancellation);
        maria.ExpectAt(pilot.At.Gateway, "/interaction/");

        await browser.GoToAsync(new Uri(pilot.At.Gateway, path), Cancellation);

        maria.ExpectAt(pilot.At.Gateway, "/login");
    }

    [Fact]
    public async Task Who_logged_in_for_themself_cannot_request_a_companys_evidence_and_reads_why()
    {
        var maria = pilot.Send(PilotPersonas.Maria);
        await maria.ApplyAsync(pilot.At.Aegina, PilotEServices.Aegina.Find("business")!, Cancellation);
        await maria.LogInAsync(Cancellation);

        maria.ExpectAt(pilot.At.Gateway, "/explicit-request");
        maria.Page.Document.Body!.TextContent.ShouldContain("not about the kind of person you logged in for");
        maria.Page.Document.QuerySelector("button[value=give]").ShouldBeNull();
    }
}
