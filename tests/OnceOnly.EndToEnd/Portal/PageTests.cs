// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.EndToEnd.Pilot;
using OnceOnly.Pilot.Certificates;

namespace OnceOnly.EndToEnd.Portal;

/// <summary>What holds for every page, and at which doors anything is served at all.</summary>
public sealed class PageTests(RunningPilot pilot) : IClassFixture<RunningPilot>, IDisposable
{
    private readonly HttpClient _http = new(DevelopmentTrust.CreateHandler(pilot.World.Certificates));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("/")]
    [InlineData("/accessibility")]
    [InlineData("/nothing")]
    [InlineData("/login")]
    public async Task A_page_lets_nothing_in_from_outside_and_is_not_kept(string path)
    {
        using var response = await GetAsync(pilot.At.Gateway, path);

        var policy = response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_shows_a_page_with_nothing_but_a_trace_id()
    {
        using var response = await GetAsync(pilot.At.Gateway, "/nothing");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldMatch("name this number: [0-9a-f]{32}");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task A_method_that_an_address_does_not_know_is_not_called_our_fault(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(pilot.At.Gateway, "/eid/eidas/acs"));

        using var response = await _http.SendAsync(request, Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldContain("This request cannot be understood");
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var response = await _http.PostAsync(new Uri(pilot.At.Gateway, "/logout"), new FormUrlEncodedContent([]), Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_language_is_the_browsers_until_the_citizen_chooses()
    {
        using var greek = new HttpRequestMessage(HttpMethod.Get, new Uri(pilot.At.Gateway, "/"));
        greek.Headers.AcceptLanguage.ParseAdd("el-GR, en;q=0.5");
        using var asBrowser = await _http.SendAsync(greek, Cancellation);
        (await asBrowser.Content.ReadAsStringAsync(Cancellation)).ShouldContain("<html lang=\"el\">");

        using var chosen = await GetAsync(pilot.At.Gateway, "/?lang=en");
        (await chosen.Content.ReadAsStringAsync(Cancellation)).ShouldContain("<html lang=\"en\">");
        chosen.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith("__Host-lang=en", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_session_a_citizen_logs_in_first()
    {
        using var response = await GetAsync(pilot.At.Gateway, "/my-data");

        response.Headers.Location!.OriginalString.ShouldStartWith("/login?id=");
    }

    [Fact]
    public async Task Each_door_serves_only_what_is_its_own()
    {
        (await StatusAsync(pilot.At.GatewayOperations, "/metrics")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(pilot.At.GatewayOperations, "/health/ready")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(pilot.At.Gateway, "/metrics")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(pilot.At.Gateway, "/health/ready")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(pilot.At.GatewayOperations, "/my-data")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(pilot.At.GatewayDocuments, "/my-data")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(pilot.At.GatewayDocuments, "/v1/evidence")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_request_for_another_host_is_misdirected()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(pilot.At.Gateway, "/"));

        // The same name, so that TLS is content, at a port that is none of ours.
        request.Headers.Host = "localhost:1";

        using var response = await _http.SendAsync(request, Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
    }

    private Task<HttpResponseMessage> GetAsync(Uri site, string path) => _http.GetAsync(new Uri(site, path), Cancellation);

    private async Task<HttpStatusCode> StatusAsync(Uri site, string path)
    {
        using var response = await GetAsync(site, path);
        return response.StatusCode;
    }
}
