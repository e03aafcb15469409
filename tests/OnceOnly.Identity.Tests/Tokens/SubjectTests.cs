// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Tokens;

public sealed class SubjectTests
{
    [Fact]
    public async Task two_e_services_know_one_citizen_by_two_names()
    {
        await using var host = await IdentityHost.StartAsync();
        using var alpha = host.Client();
        using var beta = host.Client(TestClient.Beta);
        using var browser = host.Browser();
        (await SubjectAsync(alpha, browser)).ShouldNotBe(await SubjectAsync(beta, browser));
    }

    [Fact]
    public async Task e_services_of_one_sector_know_one_citizen_by_one_name()
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Identity:Clients:0:Sector"] = "athens", ["Identity:Clients:1:Sector"] = "athens" };
        await using var host = await IdentityHost.StartAsync(settings);
        using var alpha = host.Client();
        using var beta = host.Client(TestClient.Beta);
        using var browser = host.Browser();
        (await SubjectAsync(alpha, browser)).ShouldBe(await SubjectAsync(beta, browser));
    }

    [Fact]
    public async Task a_citizen_keeps_the_name_over_log_ins_and_restarts_and_shares_it_with_nobody()
    {
        var folder = Directory.CreateTempSubdirectory("onceonly-identity-").FullName;
        string first;
        await using (var host = await IdentityHost.StartAsync(folder: folder))
        {
            using var client = host.Client();
            using var browser = host.Browser();
            first = await SubjectAsync(client, browser);
            using var other = host.Browser();
            var code = (await other.AuthorizeAsync(client.ClientId, await client.PushedAsync(), identifier: "el/el/1")).Code;
            TestJwt.Payload((await client.RedeemAsync(code))["id_token"]!)["sub"]!.ToString().ShouldNotBe(first);
        }

        await using (var host = await IdentityHost.StartAsync(folder: folder))
        {
            using var client = host.Client();
            using var browser = host.Browser();
            (await SubjectAsync(client, browser)).ShouldBe(first);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> SubjectAsync(TestClient client, Browser browser) =>
        TestJwt.Payload((await client.AuthorizedAsync(browser))["id_token"]!)["sub"]!.ToString();
}
