// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.State;

public sealed class StoredSecretsTests
{
    [Fact]
    public async Task neither_handles_nor_persons_can_be_read_from_the_database()
    {
        var folder = Directory.CreateTempSubdirectory("onceonly-identity-").FullName;
        var secrets = new List<string> { "Papadopoulou", "EL/EL/1", "1990-01-02" };
        await using (var host = await IdentityHost.StartAsync(folder: folder))
        {
            using var client = host.Client();
            using var browser = host.Browser();
            var requestUri = await client.PushedAsync(form => form["scope"] = "openid profile");
            var code = (await browser.AuthorizeAsync(client.ClientId, requestUri)).Code;
            var tokens = await client.RedeemAsync(code);
            secrets.AddRange([requestUri.Split(':')[^1], code, tokens["refresh_token"]!, TestJwt.Payload(tokens["access_token"]!)["grant_id"]!.ToString()]);
            secrets.AddRange(browser.Cookies.GetAllCookies().Select(cookie => cookie.Value));
        }

        var files = Directory.EnumerateFiles(Path.Combine(folder, "db")).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))).ToList();
        files.ShouldContain(content => content.Contains("protocol_item", StringComparison.Ordinal));
        foreach (var secret in secrets)
        {
            files.ShouldAllBe(content => !content.Contains(secret, StringComparison.Ordinal), secret);
        }

        Directory.Delete(folder, recursive: true);
    }
}
