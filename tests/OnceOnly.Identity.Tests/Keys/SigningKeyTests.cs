// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Evidence.Keys;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Keys;

/// <summary>oidcc-server-rotate-keys.</summary>
public sealed class SigningKeyTests
{
    [Fact]
    public async Task a_new_key_is_published_before_it_signs_and_the_old_one_stays_published_afterwards()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        using var browser = host.Browser();
        var before = await KeyIdsAsync(client);
        var hint = (await client.AuthorizedAsync(browser))["id_token"]!;

        host.Clock.Advance(TimeSpan.FromDays(90));
        var after = await KeyIdsAsync(client);
        after.Count.ShouldBe(2);
        after[1].ShouldBe(before.ShouldHaveSingleItem());
        using var certificate = TestCertificate.Create("later");
        var meanwhile = await client.AuthorizedAsync(browser);
        TestJwt.Header(meanwhile["id_token"]!)["kid"]!.ToString().ShouldBe(before[0]);

        host.Clock.Advance(TimeSpan.FromHours(1));
        (await KeyIdsAsync(client)).ShouldBe(after);
        var tokens = await client.AuthorizedAsync(browser);
        TestJwt.Header(tokens["id_token"]!)["kid"]!.ToString().ShouldBe(after[0]);
        (await browser.GetAsync($"/connect/endsession?id_token_hint={hint}")).StatusCode.ShouldNotBe(HttpStatusCode.BadRequest);

        host.Clock.Advance(TimeSpan.FromDays(90));
        (await KeyIdsAsync(client)).ShouldNotContain(before[0]);
    }

    [Fact]
    public async Task keys_outlive_a_restart_and_lie_wrapped()
    {
        var folder = Directory.CreateTempSubdirectory("onceonly-identity-").FullName;
        IReadOnlyList<string> before;
        await using (var host = await IdentityHost.StartAsync(folder: folder))
        {
            using var client = host.Client();
            using var browser = host.Browser();
            await client.AuthorizedAsync(browser);
            before = await KeyIdsAsync(client);
        }

        await using (var host = await IdentityHost.StartAsync(folder: folder))
        {
            using var client = host.Client();
            (await KeyIdsAsync(client)).ShouldBe(before);
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf("PRIVATE KEY"u8).ShouldBe(-1, file);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task of_instances_that_rotate_at_the_same_time_one_makes_the_key_and_all_use_it()
    {
        var folder = Directory.CreateTempSubdirectory("onceonly-identity-").FullName;
        await using (var first = await IdentityHost.StartAsync(folder: folder))
        await using (var second = await IdentityHost.StartAsync(folder: folder))
        {
            using var one = first.Client();
            using var other = second.Client();
            (await BothAsync()).ShouldHaveSingleItem();

            first.Clock.Advance(TimeSpan.FromDays(90));
            second.Clock.Advance(TimeSpan.FromDays(90));
            (await BothAsync()).Count.ShouldBe(2);

            async Task<IReadOnlyList<string>> BothAsync()
            {
                var sets = await Task.WhenAll(KeyIdsAsync(one), KeyIdsAsync(other));
                sets[0].ShouldBe(sets[1]);
                return sets[0];
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task a_key_that_was_taken_away_is_replaced_everywhere_and_what_it_signed_counts_no_more()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        var token = (await client.ClientCredentialsAsync())["access_token"]!;
        (await client.CallAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
        var compromised = (await KeyIdsAsync(client)).ShouldHaveSingleItem();

        await host.Services.GetRequiredService<ISharedSecrets>().RemoveAsync("signing-key", "000001", TestContext.Current.CancellationToken);
        await using (var second = await IdentityHost.StartAsync(first: host))
        {
            using var elsewhere = second.Client();
            var made = (await KeyIdsAsync(elsewhere)).ShouldHaveSingleItem();
            made.ShouldNotBe(compromised);
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            (await KeyIdsAsync(client)).ShouldBe([made]);
        }

        TestClient.Challenge(await client.CallAsync(token)).ShouldContain("invalid_token");
        (await client.CallAsync((await client.ClientCredentialsAsync())["access_token"]!)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<IReadOnlyList<string>> KeyIdsAsync(TestClient client) =>
        [.. (await client.SendAsync(HttpMethod.Get, "/.well-known/jwks", null, [])).Json["keys"]!.AsArray().Select(key => key!["kid"]!.ToString())];
}
