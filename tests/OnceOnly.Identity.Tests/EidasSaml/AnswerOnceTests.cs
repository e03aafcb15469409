// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Text;
using System.Xml.Linq;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Saml;
using OnceOnly.Identity.EidMethods;
using OnceOnly.Identity.Logins;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>Answers count for one request of ours, once, and at our own address.</summary>
public sealed class AnswerOnceTests
{
    private const string Consumer = "https://gateway.example.gr/eid/eidas/acs";
    private const string EntityId = "https://gateway.example.gr/eid/eidas/metadata";

    [Fact]
    public async Task a_relay_state_serves_once()
    {
        await using var host = await SamlHost.WithNodeAsync();
        var departure = (await host.DepartAsync()).ShouldNotBeNull();
        await host.AnswerAsync(departure, Carmen);
        host.Logins.Failed.ShouldBeNull(host.Log.Text);

        await host.AnswerAsync(departure, Carmen);

        host.Logins.Failed.ShouldBe(LoginFailure.Expired);
        host.Logins.FailedLogin.ShouldBe("login");
        host.Log.Text.ShouldContain("belongs to no open request");
    }

    [Fact]
    public async Task a_relay_state_whose_answer_was_refused_serves_no_second_guess()
    {
        await using var host = await SamlHost.WithNodeAsync();
        var departure = (await host.DepartAsync()).ShouldNotBeNull();
        (await PostAsync(host, departure.FormFields![PostForm.RelayStateField], "no response at all")).ShouldBe(HttpStatusCode.NoContent);
        host.Logins.Failed.ShouldBe(LoginFailure.Rejected);

        await host.AnswerAsync(departure, Carmen);

        host.Logins.Completed.ShouldBeNull();
        host.Logins.Failed.ShouldBe(LoginFailure.Expired);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("")]
    [InlineData(null)]
    public async Task an_answer_nobody_asked_for_is_refused(string? relayState)
    {
        await using var host = await SamlHost.WithNodeAsync();
        var departure = (await host.DepartAsync()).ShouldNotBeNull();
        byte[]? good = null;
        await host.AnswerAsync(departure, request => good = IssuedResponse.Success(host.Node, request, Carmen, host.Clock.GetUtcNow()).Xml.ToArray());
        host.Logins.Completed.ShouldNotBeNull(host.Log.Text);
        host.Logins.Failed.ShouldBeNull();

        await PostAsync(host, relayState, Convert.ToBase64String(good!));

        host.Logins.Failed.ShouldBe(LoginFailure.Expired);
        host.Log.Text.ShouldContain("belongs to no open request");
    }

    [Fact]
    public async Task an_answer_after_its_time_is_refused()
    {
        await using var host = await SamlHost.WithNodeAsync();
        var departure = (await host.DepartAsync()).ShouldNotBeNull();

        await host.AnswerAsync(departure, request =>
        {
            host.Clock.Advance(TimeSpan.FromMinutes(15));
            return IssuedResponse.Success(host.Node, request, Carmen, host.Clock.GetUtcNow()).Xml.ToArray();
        });

        host.Logins.Failed.ShouldBe(LoginFailure.Expired);
        host.Logins.Completed.ShouldBeNull();
        host.Logins.FailedLogin.ShouldBe("login");
    }

    [Theory]
    [InlineData(29, "login")]
    [InlineData(30, null)]
    public async Task whose_log_in_a_late_answer_is_for_is_known_as_long_as_the_e_service_waits(int minutes, string? login)
    {
        await using var host = await SamlHost.WithNodeAsync();
        var departure = (await host.DepartAsync()).ShouldNotBeNull();

        host.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await PostAsync(host, departure.FormFields![PostForm.RelayStateField], "whatever it says");

        host.Logins.Failed.ShouldBe(LoginFailure.Expired);
        host.Logins.FailedLogin.ShouldBe(login);
    }

    [Fact]
    public async Task our_names_and_endpoints_are_those_of_configuration_whatever_host_is_asked()
    {
        await using var host = await SamlHost.WithNodeAsync();
        using var http = new HttpClient { BaseAddress = host.Address };
        using var question = new HttpRequestMessage(HttpMethod.Get, "/eid/eidas/metadata");
        question.Headers.Host = "evil.example";
        question.Headers.Add("X-Forwarded-Host", "evil.example");
        using var answer = await http.SendAsync(question, TestContext.Current.CancellationToken);

        var metadata = XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        metadata.Attribute("entityID")!.Value.ShouldBe(EntityId);
        metadata.Descendants().Attributes("Location").Select(location => location.Value).ShouldBe([Consumer]);
        metadata.ToString().ShouldNotContain("evil.example");
        PostForm.TryDecode((await host.DepartAsync()).ShouldNotBeNull().FormFields![PostForm.RequestField], out var message).ShouldBeTrue();
        var request = XElement.Parse(Encoding.UTF8.GetString(message!));
        request.Element(XName.Get("Issuer", SamlNames.Assertion))!.Value.ShouldBe(EntityId);
        (request.Attribute("AssertionConsumerServiceURL")?.Value ?? Consumer).ShouldBe(Consumer);
    }

    [Fact]
    public async Task an_answer_that_was_made_for_the_host_it_came_to_is_refused_when_that_is_not_ours()
    {
        await using var host = await SamlHost.WithNodeAsync();
        var departure = (await host.DepartAsync()).ShouldNotBeNull();
        const string evil = "http://evil.example/eid/eidas/acs";
        byte[]? message = null;
        await host.AnswerAsync(
            new EidDeparture(departure.Destination, new Dictionary<string, string>(departure.FormFields!, StringComparer.Ordinal) { [PostForm.RelayStateField] = "unused" }),
            request => message = IssuedResponse.Success(host.Node, request with { AssertionConsumerService = evil }, Carmen, host.Clock.GetUtcNow()).Xml.ToArray());

        await PostAsync(host, departure.FormFields![PostForm.RelayStateField], Convert.ToBase64String(message!), "evil.example");

        host.Logins.Completed.ShouldBeNull();
        host.Log.Text.ShouldContain("response-destination");
    }

    private static Authentication Carmen { get; } = Personas.Carmen.LoggedIn();

    private static async Task<HttpStatusCode> PostAsync(SamlHost host, string? relayState, string response, string? asHost = null)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { [PostForm.ResponseField] = response };
        if (relayState is not null)
        {
            fields[PostForm.RelayStateField] = relayState;
        }

        using var http = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/eid/eidas/acs") { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Host = asHost;
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
