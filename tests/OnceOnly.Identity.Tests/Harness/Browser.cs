// SPDX-License-Identifier: EUPL-1.2

using System.Net;

namespace OnceOnly.Identity.Tests.Harness;

/// <summary>A citizen's browser: cookies, redirects seen one by one, and the pages of the test portal filled in.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _http;

    public Browser(IdentityHost host)
    {
        Cookies = new CookieContainer();
        _http = TestHttp.Create(host.Issuer, Cookies);
    }

    public CookieContainer Cookies { get; }

    public Task<HttpResponseMessage> GetAsync(string address) => _http.GetAsync(address);

    public Task<HttpResponseMessage> PostAsync(string address, params (string, string)[] fields) =>
        _http.PostAsync(address, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2))));

    /// <summary>Opens a pushed request.</summary>
    public Task<HttpResponseMessage> OpenAsync(string clientId, string requestUri) =>
        GetAsync($"/connect/authorize?client_id={clientId}&request_uri={Uri.EscapeDataString(requestUri)}");

    /// <summary>Logs in where a response sends the browser to, and returns the response to coming back.</summary>
    public async Task<HttpResponseMessage> LogInAsync(HttpResponseMessage redirect, string identifier = "EL/EL/1", string level = "High")
    {
        var answer = await AnswerLoginAsync(redirect, identifier, level);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return await GetAsync(answer.Headers.Location!.OriginalString);
    }

    /// <summary>Logs in and returns the response to the eID's answer.</summary>
    public async Task<HttpResponseMessage> AnswerLoginAsync(HttpResponseMessage redirect, string identifier = "EL/EL/1", string level = "High")
    {
        var location = redirect.Headers.Location.ShouldNotBeNull().OriginalString;
        location.ShouldStartWith("/login?id=");
        (await GetAsync(location)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var id = location["/login?id=".Length..];
        await DepartAsync(id);
        return await PostAsync("/eid/answer", ("RelayState", id), ("identifier", identifier), ("level", level));
    }

    public async Task DepartAsync(string loginId, string option = "EL") =>
        (await PostAsync($"/login/depart?id={loginId}&option={option}")).StatusCode.ShouldBe(HttpStatusCode.OK);

    /// <summary>Decides on the explicit request where a response sends the browser to.</summary>
    /// <returns>The address of the client that the browser is sent to.</returns>
    public async Task<Uri> DecideAsync(HttpResponseMessage redirect, bool accept)
    {
        var location = redirect.Headers.Location.ShouldNotBeNull().OriginalString;
        location.ShouldStartWith("/explicit-request?id=");
        (await GetAsync(location)).StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await PostAsync($"{location}&accept={accept}")).Headers.Location.ShouldNotBeNull();
    }

    /// <summary>Opens a pushed request, logs in if asked, accepts if asked, and returns what the client gets.</summary>
    public async Task<AuthorizationAnswer> AuthorizeAsync(string clientId, string requestUri, string identifier = "EL/EL/1", string level = "High")
    {
        var response = await OpenAsync(clientId, requestUri);
        if (response.Headers.Location?.OriginalString.StartsWith("/login", StringComparison.Ordinal) == true)
        {
            response = await LogInAsync(response, identifier, level);
        }

        return response.Headers.Location?.OriginalString.StartsWith("/explicit-request", StringComparison.Ordinal) == true
            ? AuthorizationAnswer.Read(await DecideAsync(response, accept: true))
            : AuthorizationAnswer.Read(response);
    }

    public void Dispose() => _http.Dispose();
}
