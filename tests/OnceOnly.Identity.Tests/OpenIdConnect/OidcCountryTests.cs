// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Identity.EidMethods;

namespace OnceOnly.Identity.Tests.OpenIdConnect;

/// <summary>One connector for citizens of many countries, who choose theirs with us or there.</summary>
public sealed class OidcCountryTests
{
    private static readonly (string, string)[] There =
    [
        ("Country", ""), ("Countries:0", "ES"), ("Countries:1", "EL"), ("Name", "eIDAS"), ("NationalIdentifiersFor", ""), ("IdentifiersFor", "FR"),
    ];

    private static readonly (string, string)[] WithUs = [.. There, ("CountryParameter", "country")];

    [Theory]
    [InlineData("ES/FR/1", "ES")]
    [InlineData("GR/FR/1", "EL")]
    [InlineData("FR/FR/1", null)]
    public async Task who_chooses_there_may_be_of_any_country_that_is_listed(string identifier, string? country)
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Claims = claims => claims["sub"] = identifier;
        await using var host = await OidcHost.StartAsync(connector, There);
        Options(host).ShouldBe(["ES  eIDAS"]);
        var departure = (await host.DepartAsync()).ShouldNotBeNull(host.Log.Text);
        QueryHelpers.ParseQuery(departure.Query).ShouldNotContainKey("country");

        await host.ArriveAsync(connector.Answer(departure));

        host.Logins.Completed?.Country.ShouldBe(country);
        host.Log.Text.Contains("refused: IdentifierOrigin", StringComparison.Ordinal).ShouldBe(country is null);
    }

    [Theory]
    [InlineData("GR/FR/1", true)]
    [InlineData("EL/FR/1", true)]
    [InlineData("ES/FR/1", false)]
    public async Task who_chose_with_us_is_of_that_country(string identifier, bool isBelieved)
    {
        await using var connector = await ForgedConnector.StartAsync();
        connector.Claims = claims => claims["sub"] = identifier;
        await using var host = await OidcHost.StartAsync(connector, WithUs);
        Options(host).ShouldBe(["ES.ES ES eIDAS", "ES.EL EL eIDAS"]);
        (await host.DepartAsync(option: "ES")).ShouldBeNull("that is no choice");
        var departure = (await host.DepartAsync(option: "ES.EL")).ShouldNotBeNull(host.Log.Text);
        QueryHelpers.ParseQuery(departure.Query)["country"].ToString().ShouldBe("EL");

        await host.ArriveAsync(connector.Answer(departure));

        (host.Logins.Completed is not null).ShouldBe(isBelieved, host.Log.Text);
        host.Log.Text.Contains("refused: IdentifierOrigin", StringComparison.Ordinal).ShouldBe(!isBelieved);
    }

    private static IEnumerable<string> Options(OidcHost host) =>
        host.Services.GetServices<IEidMethod>().Single().Options.Select(option => $"{option.Id} {option.Country} {option.Name}");
}
