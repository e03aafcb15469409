// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Issuing;
using OnceOnly.Identity.Logins;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>A citizen who is slow is told so, and the operator is not sent after a clock.</summary>
public sealed class LateAnswerTests
{
    // Beyond the end of the assertion only, and beyond the age of everything.
    [Theory]
    [InlineData(315)]
    [InlineData(616)]
    public async Task an_answer_that_comes_late_and_is_good_otherwise_has_expired(int seconds)
    {
        await using var host = await SamlHost.WithNodeAsync();

        await AnswerAsync(host, made: default, came: TimeSpan.FromSeconds(seconds));

        host.Logins.Failed.ShouldBe(LoginFailure.Expired);
        host.Log.Text.ShouldContain($"came {seconds} s after it was made");
        host.Log.Text.ShouldNotContain("clock");
    }

    [Fact]
    public async Task an_answer_made_before_its_request_speaks_of_a_clock_behind_and_is_not_late()
    {
        await using var host = await SamlHost.WithNodeAsync();

        await AnswerAsync(host, made: -TimeSpan.FromMinutes(10), came: TimeSpan.FromSeconds(5));

        host.Logins.Failed.ShouldBe(LoginFailure.Rejected);
        host.Log.Text.ShouldContain("differ from ours by -600 s at least");
        host.Log.Text.ShouldNotContain("after it was made");
    }

    [Fact]
    public async Task a_late_answer_that_breaks_another_rule_is_not_to_be_believed()
    {
        await using var host = await SamlHost.WithNodeAsync();

        await AnswerAsync(host, made: default, came: TimeSpan.FromSeconds(616), "FR/EL/1");

        host.Logins.Failed.ShouldBe(LoginFailure.Rejected);
        host.Log.Text.ShouldContain("identifier-origin");
    }

    // Both from when the citizen left.
    private static async Task AnswerAsync(SamlHost host, TimeSpan made, TimeSpan came, string identifier = "ES/EL/1") =>
        await host.AnswerAsync((await host.DepartAsync()).ShouldNotBeNull(), request =>
        {
            var answer = IssuedResponse.Success(host.Node, request, Personas.Person(identifier).LoggedIn(), host.Clock.GetUtcNow() + made).Xml.ToArray();
            host.Clock.Advance(came);
            return answer;
        });
}
