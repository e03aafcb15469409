// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EndToEnd.Pilot;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Browsers;

/// <summary>Whoever takes too long is told so, and gets back to the e-service, which learns that there was no log-in.</summary>
public sealed class LateCitizenTests(LateCitizenTests.NobodyIsFastEnough pilot, Chromium chromium)
    : IClassFixture<LateCitizenTests.NobodyIsFastEnough>, IClassFixture<Chromium>
{
    private static readonly OfferedProcedure Study = PilotEServices.Aegina.Find("study")!;

    [Fact]
    public async Task A_log_in_that_took_too_long_leads_back_to_the_e_service()
    {
        await using var maria = await chromium.OpenAsync();
        await maria.ApplyAsync(pilot.At.Aegina, Study);
        await maria.InspectAsync("30-log-in-over");
        (await maria.Page.Locator("[role=alert]").InnerTextAsync()).ShouldContain("took too long and has ended");
        (await maria.Page.Locator("input[name=option]").CountAsync()).ShouldBe(0);

        await maria.PressAsync("Go back");

        await maria.Page.GetByText("access_denied").WaitForAsync();
        new Uri(maria.Page.Url).Authority.ShouldBe(pilot.At.Aegina.Authority);
    }

    [Theory]
    [InlineData("en", 1280)]
    [InlineData("el", 360)]
    public async Task Where_nobody_knows_the_way_back_the_page_says_what_to_do(string language, int width)
    {
        await using var somebody = await chromium.OpenAsync(locale: language, width: width);
        foreach (var failure in (string[])["Expired", "Rejected"])
        {
            await somebody.GoToAsync(new Uri(pilot.At.Gateway, "/login?failure=" + failure));
            await somebody.InspectAsync($"31-no-way-back-{failure}-{language}");
            (await somebody.Page.Locator("[role=alert]").InnerTextAsync()).ShouldContain(language == "en" ? "start again" : "ξεκινήστε πάλι");
        }
    }

    public sealed class NobodyIsFastEnough : RunningPilot
    {
        protected override IReadOnlyDictionary<string, string?> MoreSettings { get; } =
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Identity:Lifetimes:Login"] = "00:00:00.001" };
    }
}
