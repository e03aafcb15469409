// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Persons;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.Logins;

namespace OnceOnly.Identity.Tests.EidasSaml;

public sealed class RequestedPersonTests
{
    private static readonly EidasNaturalPerson Carmen = Personas.Carmen;
    private static readonly EidasLegalPerson Bodegas = Personas.Company("ES/EL/B");

    [Fact]
    public async Task a_company_logs_in_with_who_acts_for_it()
    {
        await using var host = await LogInAsync("ES.legal", Bodegas, Carmen);

        host.Logins.Completed.ShouldNotBeNull().Subject.ShouldBeOfType<LegalPerson>();
        host.Logins.Completed.Representative.ShouldNotBeNull();
    }

    [Fact]
    public async Task a_company_for_which_nobody_is_known_to_act_is_refused()
    {
        await using var host = await LogInAsync("ES.legal", Bodegas, representative: null);

        host.Logins.Completed.ShouldBeNull();
        host.Logins.Failed.ShouldBe(LoginFailure.Rejected);
        host.Log.Text.ShouldContain("natural-person-acts");
    }

    [Fact]
    public async Task a_person_for_whom_a_company_acts_is_refused()
    {
        await using var host = await LogInAsync("ES", Carmen, Bodegas);

        host.Logins.Completed.ShouldBeNull();
        host.Logins.Failed.ShouldBe(LoginFailure.Rejected);
        host.Log.Text.ShouldContain("natural-person-acts");
    }

    [Theory]
    [InlineData("ES")]
    [InlineData("ES.legal")]
    public async Task an_answer_about_the_other_kind_of_person_is_refused(string option)
    {
        await using var host = option == "ES"
            ? await LogInAsync(option, Bodegas, Carmen)
            : await LogInAsync(option, Carmen, representative: null);

        host.Logins.Completed.ShouldBeNull();
        host.Logins.Failed.ShouldBe(LoginFailure.Rejected);
        host.Log.Text.ShouldContain("requested-data-set");
    }

    [Fact]
    public async Task no_level_above_the_configured_one_is_believed_where_metadata_declare_none()
    {
        await using var host = new SamlHost();
        host.Node = host.Node with { AssuranceLevels = [] };
        await LogInAsync(host, "ES", Carmen, null, ("Identity:EidasSaml:Connectors:ES:HighestLevel", "Substantial"));

        host.Logins.Completed.ShouldBeNull();
        host.Log.Text.ShouldContain("level-of-assurance-declared");
    }

    private static async Task<SamlHost> LogInAsync(string option, EidasPerson subject, EidasPerson? representative)
    {
        var host = new SamlHost();
        await LogInAsync(host, option, subject, representative);
        return host;
    }

    private static async Task LogInAsync(
        SamlHost host, string option, EidasPerson subject, EidasPerson? representative, params (string, string)[] settings)
    {
        host.Publish(TimeSpan.FromHours(1));
        await host.StartAsync(settings);
        var departure = await host.DepartAsync(option);
        await host.AnswerAsync(departure.ShouldNotBeNull(), subject.LoggedIn(representative));
    }
}
