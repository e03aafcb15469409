// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Eidas.Persons;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.Logins;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>One connector, the national one of our own country, for citizens of many.</summary>
public sealed class ManyCountriesTests
{
    private const string Connector = "Identity:EidasSaml:Connectors:ES";

    private static readonly (string, string)[] ChosenThere =
        [(Connector + ":Country", ""), (Connector + ":Countries:0", "ES"), (Connector + ":Countries:1", "GR"), (Connector + ":Name", "Any country")];

    private static readonly (string, string)[] ChosenWithUs = [.. ChosenThere, (Connector + ":Profile:CountryField", "country")];

    [Fact]
    public async Task without_a_field_for_it_there_is_one_choice_by_name_and_citizens_choose_their_country_there()
    {
        await using var host = await SamlHost.WithNodeAsync(ChosenThere);

        host.Method.Options.Select(option => (option.Id, option.Country, option.Name))
            .ShouldBe([("ES", null, "Any country"), ("ES.legal", null, "For a company")]);
        (await host.DepartAsync()).ShouldNotBeNull().FormFields.ShouldNotBeNull().Keys.ShouldBe(["SAMLRequest", "RelayState"]);
    }

    [Theory]
    [InlineData("ES/EL/1", "ES")]
    [InlineData("EL/EL/1", "GR")]
    public async Task the_country_of_who_chose_it_there_is_that_of_the_identifier_as_it_was_configured(string identifier, string country)
    {
        await using var host = await LogInAsync("ES", Personas.Person(identifier), representative: null, ChosenThere);

        host.Logins.Completed.ShouldNotBeNull(host.Log.Text).Country.ShouldBe(country);
        host.Logins.Completed.Subject.ShouldBeOfType<NaturalPerson>().Identifier.ShouldBe(identifier);
    }

    [Fact]
    public async Task an_identifier_of_a_country_that_is_not_listed_is_refused()
    {
        await using var host = await LogInAsync("ES", Personas.Person("FR/EL/1"), representative: null, ChosenThere);

        ShouldBeRefused(host, "identifier-origin");
    }

    [Fact]
    public async Task who_acts_is_of_the_country_of_whom_they_act_for()
    {
        await using var host = await LogInAsync("ES.legal", Personas.Company("ES/EL/B"), Personas.Person("EL/EL/1"), ChosenThere);

        ShouldBeRefused(host, "identifier-origin");
    }

    [Fact]
    public async Task with_a_field_for_it_each_country_is_a_choice_of_its_own_for_companies_too()
    {
        await using var host = await SamlHost.WithNodeAsync(ChosenWithUs);

        host.Method.Options.Select(option => (option.Id, option.Country, option.Name)).ShouldBe(
        [
            ("ES.ES", "ES", "Any country"), ("ES.ES.legal", "ES", "For a company"),
            ("ES.GR", "GR", "Any country"), ("ES.GR.legal", "GR", "For a company"),
        ]);
        (await host.DepartAsync("ES")).ShouldBeNull("no country is chosen");
        (await host.DepartAsync("ES.FR")).ShouldBeNull("it is not listed");
        (await host.DepartAsync("ES.GR.legal")).ShouldNotBeNull().FormFields.ShouldNotBeNull()["country"].ShouldBe("GR");
    }

    [Fact]
    public async Task the_choice_made_with_us_goes_along_and_its_citizens_log_in()
    {
        await using var host = await LogInAsync("ES.GR", Personas.Person("EL/EL/1"), representative: null, ChosenWithUs);

        host.Logins.Completed.ShouldNotBeNull(host.Log.Text).Country.ShouldBe("GR");
    }

    [Fact]
    public async Task a_citizen_of_another_country_than_the_one_chosen_with_us_is_refused_though_it_is_listed()
    {
        await using var host = await LogInAsync("ES.GR", Personas.Person("ES/EL/1"), representative: null, ChosenWithUs);

        ShouldBeRefused(host, "identifier-origin");
    }

    [Fact]
    public async Task a_connector_of_one_country_may_want_to_be_told_it_and_more()
    {
        await using var host = await SamlHost.WithNodeAsync(
            (Connector + ":Profile:CountryField", "citizen-country"), (Connector + ":Profile:FormFields:method", "eidas & more"));

        host.Method.Options.Select(option => option.Id).ShouldBe(["ES", "ES.legal"]);
        var fields = (await host.DepartAsync()).ShouldNotBeNull().FormFields.ShouldNotBeNull();
        fields.Keys.ShouldBe(["SAMLRequest", "RelayState", "method", "citizen-country"]);
        (fields["method"], fields["citizen-country"]).ShouldBe(("eidas & more", "ES"));
    }

    [Fact]
    public async Task in_a_redirect_both_follow_what_is_signed()
    {
        await using var host = new SamlHost { AlsoRedirect = "https://node.example.es/redirect?lang=el" };
        host.Publish(TimeSpan.FromHours(1));
        await host.StartAsync(
            [.. ChosenWithUs, (Connector + ":Profile:FormFields:method", "eidas & more"), (Connector + ":Profile:Binding", "Redirect")]);

        var query = (await host.DepartAsync("ES.GR")).ShouldNotBeNull().Destination.Query;

        query.ShouldStartWith("?lang=el&SAMLRequest=");
        query[query.IndexOf("&Signature=", StringComparison.Ordinal)..].Split('&')[2..].ShouldBe(["method=eidas%20%26%20more", "country=GR"]);
    }

    [Theory]
    [InlineData("FR", null, true)]
    [InlineData("FR", "FR", true)]
    [InlineData("GR", "EL", true)]
    [InlineData("FR", "EE", false)]
    public async Task its_metadata_name_the_country_that_is_configured_for_them_or_any(string named, string? configured, bool areUsed)
    {
        await using var host = new SamlHost();
        host.Node = host.Node with { Country = named };
        host.Publish(TimeSpan.FromHours(1));
        await host.StartAsync([.. ChosenThere, .. configured is null ? [] : new[] { (Connector + ":NodeCountry", configured) }]);

        (await host.DepartAsync() is not null).ShouldBe(areUsed);
    }

    [Fact]
    public async Task a_connector_in_another_country_than_its_citizens_is_used_where_both_are_configured()
    {
        await using var host = new SamlHost();
        host.Node = host.Node with { Country = "EE" };
        host.Publish(TimeSpan.FromHours(1));
        await host.StartAsync((Connector + ":NodeCountry", "EE"));

        (await host.DepartAsync()).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("Country", "ES", "exactly one of Country and Countries")]
    [InlineData("Countries:1", "Greece", ":Countries must be a country code")]
    [InlineData("Countries:2", "EL", "names EL twice")]
    [InlineData("NodeCountry", "ee", ":NodeCountry must be a country code")]
    [InlineData("Name", "", ":Name is missing")]
    [InlineData("Profile:NationalIdentifiers", "true", ":Profile:NationalIdentifiers goes with one Country")]
    [InlineData("Profile:CountryField", "samlrequest", ":Profile:CountryField is a field of SAML itself")]
    [InlineData("Profile:CountryField", "", ":Profile:CountryField is empty")]
    [InlineData("Profile:CountryField", "my country", ":Profile:CountryField may have letters")]
    [InlineData("Profile:FormFields:RelayState", "x", ":Profile:FormFields:RelayState is a field of SAML itself")]
    [InlineData("Profile:FormFields:SigAlg", "x", ":Profile:FormFields:SigAlg is a field of SAML itself")]
    [InlineData("Profile:FormFields:Signature", "x", ":Profile:FormFields:Signature is a field of SAML itself")]
    public async Task countries_and_fields_that_cannot_work_are_refused_at_the_start(string key, string value, string message)
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromHours(1));

        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(
            [.. ChosenThere.Where(setting => setting.Item1 != $"{Connector}:{key}"), ($"{Connector}:{key}", value)])))
            .Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("Profile:NationalIdentifiers", "true", ":Profile:NationalIdentifiers goes with one Country")]
    [InlineData("Profile:FormFields:country", "ES", "is the CountryField too")]
    public async Task what_contradicts_a_choice_made_with_us_is_refused_at_the_start(string key, string value, string message)
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromHours(1));

        (await Should.ThrowAsync<OptionsValidationException>(
            () => host.StartAsync((Connector + ":Profile:CountryField", "country"), ($"{Connector}:{key}", value)))).Message.ShouldContain(message);
    }

    private static void ShouldBeRefused(SamlHost host, string rule)
    {
        host.Logins.Completed.ShouldBeNull();
        host.Logins.Failed.ShouldBe(LoginFailure.Rejected);
        host.Log.Text.ShouldContain(rule);
    }

    private static async Task<SamlHost> LogInAsync(
        string option, EidasPerson subject, EidasPerson? representative, params (string, string)[] settings)
    {
        var host = await SamlHost.WithNodeAsync(settings);
        await host.AnswerAsync((await host.DepartAsync(option)).ShouldNotBeNull(), subject.LoggedIn(representative));
        return host;
    }
}
