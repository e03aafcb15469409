// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Keys;

/// <summary>oidcc-server-rotate-keys.</summary>
public sealed class SigningKeyTests
{
    [Fact]
    public async Task the_old_key_stays_published_while_the_new_one_signs()
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
        var tokens = await client.AuthorizedAsync(browser);
        TestJwt.Header(tokens["id_token"]!)["kid"]!.ToString().ShouldBe(after[0]);
        (await browser.GetAsync($"/connect/endsession?id_token_hint={hint}")).StatusCode.ShouldNotBe(HttpStatusCode.BadRequest);

        host.Clock.Advance(TimeSpan.FromDays(90));
        (await KeyIdsAsync(client)).ShouldNotContain(before[0]);
    }

    [Fact]
    public async Task keys_outlive_a_restart_and_are_for_the_owner_alone()
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

        var files = Directory.GetFiles(Path.Combine(folder, "keys"));
        files.Length.ShouldBe(2);
        foreach (var file in files.Where(_ => !OperatingSystem.IsWindows()))
        {
#pragma warning disable CA1416 // Not on Windows.
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
#pragma warning restore CA1416
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<IReadOnlyList<string>> KeyIdsAsync(TestClient client) =>
        [.. (await client.SendAsync(HttpMethod.Get, "/.well-known/jwks", null, [])).Json["keys"]!.AsArray().Select(key => key!["kid"]!.ToString())];
}
