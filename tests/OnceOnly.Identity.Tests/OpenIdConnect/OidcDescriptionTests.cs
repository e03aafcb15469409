// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;

namespace OnceOnly.Identity.Tests.OpenIdConnect;

/// <summary>What a connector says about itself, and configuration about it.</summary>
public sealed class OidcDescriptionTests
{
    [Fact]
    public async Task a_connector_that_does_not_answer_is_waited_for_once_by_all_who_ask_meanwhile()
    {
        await using var connector = await ForgedConnector.StartAsync();
        await using var host = await OidcHost.StartAsync(connector);
        using var answer = new ManualResetEventSlim();
        var looks = 0;
        connector.Discovery = document =>
        {
            Interlocked.Increment(ref looks);
            answer.Wait(TimeSpan.FromSeconds(8));
            document["issuer"] = "https://evil.example";
        };

        var departures = Enumerable.Range(0, 5).Select(_ => host.DepartAsync()).ToArray();
        answer.Set();

        (await Task.WhenAll(departures)).ShouldAllBe(departure => departure == null);
        looks.ShouldBe(1);
        (await host.DepartAsync()).ShouldBeNull();
        looks.ShouldBe(2);
    }

    [Theory]
    [InlineData("issuer", "https://evil.example", "does not speak for the issuer")]
    [InlineData("token_endpoint", null, "token_endpoint is missing or no https address")]
    [InlineData("token_endpoint", "http://localhost/token", "token_endpoint is missing or no https address")]
    [InlineData("jwks_uri", "file:///etc/passwd", "jwks_uri is missing or no https address")]
    [InlineData("jwks_uri", "https://user@localhost/jwks", "jwks_uri is missing or no https address")]
    [InlineData("authorization_endpoint", "https://evil.example/authorize", "authorization_endpoint is at https://evil.example, an origin that is neither")]
    [InlineData("token_endpoint", "https://evil.example/token", "token_endpoint is at https://evil.example, an origin that is neither")]
    [InlineData("jwks_uri", "https://localhost:1/jwks", "jwks_uri is at https://localhost:1, an origin that is neither")]
    [InlineData("userinfo_endpoint", "https://localhost.evil.example/userinfo", "userinfo_endpoint is at https://localhost.evil.example, an origin that is neither")]
    public async Task a_connector_that_describes_another_one_or_endpoints_where_none_may_be_is_not_used(string member, string? value, string told)
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Discovery = document => document[member] = value;
        await using var host = await OidcHost.StartAsync(connector, ("UserInfo", "true"), ("EndpointOrigins:0", "https://login.example"));

        (await host.DepartAsync()).ShouldBeNull();
        host.Log.Text.ShouldContain(told);
    }

    [Fact]
    public async Task endpoints_may_be_at_origins_that_configuration_lists()
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Discovery = document => document["authorization_endpoint"] = "https://login.example:8443/authorize";
        await using var host = await OidcHost.StartAsync(connector, ("EndpointOrigins:0", "https://Login.example:8443/"));

        (await host.DepartAsync()).ShouldNotBeNull(host.Log.Text).Authority.ShouldBe("login.example:8443");
    }

    [Fact]
    public async Task a_description_that_turns_bad_leaves_what_was_known()
    {
        await using var connector = await ForgedConnector.StartAsync();
        await using var host = await OidcHost.StartAsync(connector);
        (await host.DepartAsync()).ShouldNotBeNull(host.Log.Text);

        connector.Discovery = document => document["token_endpoint"] = "https://evil.example/token";
        host.Advance(TimeSpan.FromHours(2));

        (await host.DepartAsync()).ShouldNotBeNull().AbsoluteUri.ShouldStartWith(connector.Issuer);
        host.Log.Text.ShouldContain("is not used");
    }

    [Theory]
    [InlineData("Issuer", "http://connector.example")]
    [InlineData("EndpointOrigins:0", "login.example")]
    [InlineData("EndpointOrigins:0", "http://login.example")]
    [InlineData("EndpointOrigins:0", "https://login.example/path")]
    [InlineData("EndpointOrigins:0", "https://user@login.example")]
    [InlineData("Country", "Spain")]
    [InlineData("ClientId", "")]
    [InlineData("Algorithms:0", "HS256")]
    [InlineData("Algorithms:0", "none")]
    [InlineData("RequestLifetime", "00:00:00")]
    [InlineData("RequestLifetime", "366.00:00:01")]
    [InlineData("ClockSkew", "-00:00:01")]
    [InlineData("ClockSkew", "01:00:01")]
    [InlineData("NationalIdentifiersFor", "Greece")]
    [InlineData("AcrValues", "7")]
    [InlineData("CancelCodes:0", " ")]
    [InlineData("RequiredClaims:0:Claim", "amr")]
    [InlineData("RequiredClaims:0:Values:0", "card")]
    [InlineData("TrustedAuthoritiesFile", "/dev/null")]
    [InlineData("TrustedAuthoritiesFile", "/nowhere")]
    public Task configuration_that_cannot_work_is_refused_at_the_start(string key, string value) =>
        RefusedAsync($"{key.Split(':')[0]} ", (key, value));

    [Theory]
    [InlineData("Countries stands beside", "Countries:0", "ES", "Name", "eIDAS", "NationalIdentifiersFor", "", "IdentifiersFor", "EL")]
    [InlineData("Countries must be", "Country", "", "Countries:0", "Spain", "Name", "eIDAS", "NationalIdentifiersFor", "", "IdentifiersFor", "EL")]
    [InlineData("Countries names one", "Country", "", "Countries:0", "EL", "Countries:1", "GR", "Name", "eIDAS", "NationalIdentifiersFor", "", "IdentifiersFor", "EL")]
    [InlineData("Name is missing", "Country", "", "Countries:0", "ES", "NationalIdentifiersFor", "", "IdentifiersFor", "EL")]
    [InlineData("NationalIdentifiersFor goes", "Country", "", "Countries:0", "ES", "Name", "eIDAS")]
    [InlineData("NationalIdentifiersFor goes", "CountryParameter", "country")]
    [InlineData("CountryParameter is", "CountryParameter", "state", "NationalIdentifiersFor", "", "IdentifiersFor", "EL")]
    [InlineData("Claims:Level is empty", "Claims:Level", "")]
    [InlineData("Claims:FamilyName is empty", "Claims:FamilyName", null)]
    [InlineData("Levels gives one name", "Levels:High:0", "one", "Levels:Low:0", "one")]
    [InlineData("IdentifiersFor is missing", "NationalIdentifiersFor", "")]
    [InlineData("IdentifiersFor stands beside", "IdentifiersFor", "EL")]
    [InlineData("IdentifiersFor must be", "IdentifiersFor", "Greece", "NationalIdentifiersFor", "")]
    [InlineData("ClientKey is missing", "ClientKey:CertificateFile", null, "ClientKey:KeyFile", null)]
    [InlineData("ClientKey stands beside", "ClientSecretFile", "/nowhere")]
    [InlineData("ClientKey names files", "ClientKey:KeyFile", "/nowhere")]
    [InlineData("ClientKey needs a CertificateFile", "ClientKey:KeyFile", null)]
    [InlineData("ClientKey needs a CertificateFile", "ClientKey:Pkcs12PasswordFile", "/nowhere")]
    [InlineData("ClientKey names files", "ClientKey:Pkcs12File", "/nowhere", "ClientKey:CertificateFile", null, "ClientKey:KeyFile", null)]
    [InlineData("UserInfoSigned is set", "UserInfoSigned", "true")]
    [InlineData("ClientSecretFile names", "ClientSecretFile", "/nowhere", "ClientKey:CertificateFile", null, "ClientKey:KeyFile", null)]
    public Task the_setting_that_is_at_fault_is_named(string told, params string?[] settings) =>
        RefusedAsync(told, [.. settings.Chunk(2).Select(setting => (setting[0]!, setting[1]!))]);

    private static async Task RefusedAsync(string told, params (string Key, string Value)[] settings)
    {
        await using var host = new OidcHost();

        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync("https://connector.example", settings)))
            .Failures.ShouldHaveSingleItem().ShouldStartWith($"Identity:OidcConnectors:ES:{told}");
    }
}
