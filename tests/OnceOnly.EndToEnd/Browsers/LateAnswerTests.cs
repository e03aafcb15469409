// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EndToEnd.Pilot;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Browsers;

/// <summary>An answer of the eID that comes after its time leaves the citizen the choice: another try, or back to the e-service.</summary>
public sealed class LateAnswerTests(LateAnswerTests.NoAnswerIsFastEnough pilot, Chromium chromium)
    : IClassFixture<LateAnswerTests.NoAnswerIsFastEnough>, IClassFixture<Chromium>
{
    [Fact]
    public async Task The_log_in_page_says_so_and_leads_back_to_the_e_service()
    {
        await using var maria = await chromium.OpenAsync();
        await maria.ApplyAsync(pilot.At.Aegina, PilotEServices.Aegina.Find("study")!);
        await maria.ChooseCountryAsync(PilotPersonas.Maria);
        await maria.IdentifyAsync(PilotPersonas.Maria);
        await maria.ArriveAsync("/login");
        await maria.InspectAsync("32-late-answer");
        (await maria.Page.Locator("[role=alert]").InnerTextAsync()).ShouldContain("took too long or was answered twice");
        (await maria.Page.Locator("input[name=option]").CountAsync()).ShouldBeGreaterThan(0);

        await maria.DecideAsync("cancel");

        await maria.Page.GetByText("access_denied").WaitForAsync();
        new Uri(maria.Page.Url).Authority.ShouldBe(pilot.At.Aegina.Authority);
    }

    public sealed class NoAnswerIsFastEnough : RunningPilot
    {
        protected override IReadOnlyDictionary<string, string?> MoreSettings { get; } =
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Identity:EidasSaml:RequestLifetime"] = "00:00:00.001" };
    }
}
