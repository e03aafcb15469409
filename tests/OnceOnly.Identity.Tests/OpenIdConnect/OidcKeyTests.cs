// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;

namespace OnceOnly.Identity.Tests.OpenIdConnect;

/// <summary>Which of a connector's keys are believed, and for how long.</summary>
public sealed class OidcKeyTests
{
    [Theory]
    [InlineData("two")]
    [InlineData("one")]
    public async Task a_new_key_is_found_at_once_though_the_description_was_looked_at_just_now_and_though_it_bears_the_old_name(string name)
    {
        await using var connector = await ForgedConnector.StartAsync();
        await using var host = await OidcHost.StartAsync(connector);
        var departure = (await host.DepartAsync()).ShouldNotBeNull();

        (connector.Key, connector.KeyId) = (ECDsa.Create(ECCurve.NamedCurves.nistP256), name);
        await host.ArriveAsync(connector.Answer(departure));

        host.Logins.Failed.ShouldBeNull(host.Log.Text);
    }

    [Fact]
    public async Task tokens_of_a_stranger_do_not_have_keys_looked_for_all_the_time()
    {
        await using var connector = await ForgedConnector.StartAsync();
        var looks = 0;
        connector.Keys = _ => Interlocked.Increment(ref looks);
        connector.Sign = claims => connector.SignAs(claims, ECDsa.Create(ECCurve.NamedCurves.nistP256), "ES256");
        await using var host = await OidcHost.StartAsync(connector);

        for (var attempt = 0; attempt < 3; attempt++)
        {
            await host.ArriveAsync(connector.Answer((await host.DepartAsync()).ShouldNotBeNull(host.Log.Text)));
        }

        looks.ShouldBe(2, "one at the departure, one for the first token");
        host.Logins.Completed.ShouldBeNull();
    }

    [Fact]
    public async Task keys_that_cannot_be_fetched_anew_serve_on_for_a_day_and_no_longer()
    {
        await using var connector = await ForgedConnector.StartAsync();
        await using var host = await OidcHost.StartAsync(connector);
        (await host.DepartAsync()).ShouldNotBeNull(host.Log.Text);
        var looks = 0;
        connector.Discovery = document => (document["issuer"], looks) = ("https://evil.example", looks + 1);

        host.Advance(TimeSpan.FromHours(23));
        (await host.DepartAsync()).ShouldNotBeNull();
        (await host.DepartAsync()).ShouldNotBeNull();
        looks.ShouldBe(1, "who can be served is not made to wait for what failed just now");

        host.Advance(TimeSpan.FromHours(1));
        (await host.DepartAsync()).ShouldBeNull();

        connector.Discovery = _ => { };
        (await host.DepartAsync()).ShouldNotBeNull(host.Log.Text);
    }

    [Theory]
    [InlineData("""{"kty":"RSA","kid":"odd","n":"%%%","e":"AQAB"}""")]
    [InlineData("""{"kty":"EC","kid":"odd","crv":"P-256","x":"AAAA","y":"AAAA"}""")]
    [InlineData("""{"kty":5}""")]
    [InlineData("""{"kty":"RSA","n":5,"e":true}""")]
    [InlineData("""{"kty":"EC","key_ops":"verify","x5c":[5]}""")]
    [InlineData("""{"kty":"EC","kid":"\ud800"}""")]
    [InlineData("""{"kty":"EC","\udc00":"x"}""")]
    [InlineData("""{"kty":"EC","kty":"RSA"}""")]
    [InlineData("{\"kty\":\"EC\",\"kid\":\"\u00ff\"}")]
    [InlineData("null")]
    [InlineData("[[]]")]
    public async Task a_key_that_cannot_be_read_leaves_the_others_good(string key)
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Rewrite = (path, json) => path == "/jwks" ? json.Replace("[", $"[{key},", StringComparison.Ordinal) : json;
        await using var host = await OidcHost.LogInAsync(connector);

        host.Logins.Completed.ShouldNotBeNull(host.Log.Text);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"k\ud800ys":1}""")]
    [InlineData("keys")]
    public async Task what_is_no_key_set_is_not_used(string set)
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Rewrite = (path, json) => path == "/jwks" ? set : json;
        await using var host = await OidcHost.StartAsync(connector);

        (await host.DepartAsync()).ShouldBeNull();
        host.Log.Text.ShouldContain("its key set cannot be read");
    }

    [Fact]
    public async Task a_character_set_that_does_not_exist_does_no_harm()
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.MediaType = "application/json; charset=none-such";
        await using var host = await OidcHost.LogInAsync(connector);

        host.Logins.Completed.ShouldNotBeNull(host.Log.Text);
    }
}
