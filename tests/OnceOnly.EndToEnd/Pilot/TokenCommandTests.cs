// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using OnceOnly.Cli;
using OnceOnly.Pilot.Certificates;

namespace OnceOnly.EndToEnd.Pilot;

public sealed class TokenCommandTests(RunningPilot pilot) : IClassFixture<RunningPilot>
{
    private const string Ask = """{"evidenceType":"residence-record"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_DPoP_the_token_and_the_proof_make_one_call()
    {
        var (exitCode, output, error) = await RunAsync("--persona", "maria");
        exitCode.ShouldBe(0, error);
        using var http = new HttpClient(DevelopmentTrust.CreateHandler(pilot.World.Certificates));

        (await CallAsync(http, pilot.At.Gateway, "DPoP", output)).ShouldBe(HttpStatusCode.OK);
        (await CallAsync(http, pilot.At.Gateway, "DPoP", output)).ShouldBe(HttpStatusCode.Unauthorized, "a proof serves once");
    }

    [Fact]
    public async Task With_mutual_TLS_the_token_serves_with_the_certificate_and_not_without()
    {
        var (exitCode, output, error) = await RunAsync("--persona", "sean", "--mtls");
        exitCode.ShouldBe(0, error);
        using var certificate = X509Certificate2.CreateFromPemFile(Variable(output, "CERT"), Variable(output, "KEY"));
        using var with = new HttpClient(DevelopmentTrust.CreateHandler(pilot.World.Certificates, certificate));
        using var without = new HttpClient(DevelopmentTrust.CreateHandler(pilot.World.Certificates));

        (await CallAsync(with, pilot.At.GatewayMutualTls, "Bearer", output)).ShouldBe(HttpStatusCode.OK);
        (await CallAsync(with, pilot.At.GatewayMutualTls, "Bearer", output)).ShouldBe(HttpStatusCode.OK);
        (await CallAsync(without, pilot.At.Gateway, "Bearer", output)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_procedure_that_is_not_allowed_is_refused_with_the_gateways_words()
    {
        var (exitCode, _, error) = await RunAsync("--persona", "maria", "--procedure", "R1");

        exitCode.ShouldBe(1);
        error.ShouldContain("invalid_authorization_details");
    }

    [Theory]
    [InlineData("--persona", "nobody")]
    [InlineData("--url", "http://plain.example")]
    [InlineData("--nonsense", "1")]
    public async Task What_it_does_not_understand_is_a_usage_error(string option, string value)
    {
        var (exitCode, output, error) = await RunAsync(option, value);

        exitCode.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain("usage: onceonly token");
    }

    private static string Variable(string output, string name) => output.Split('\n')
        .Single(line => line.StartsWith(name + "='", StringComparison.Ordinal))[(name.Length + 2)..].TrimEnd('\r').TrimEnd('\'');

    private static async Task<HttpStatusCode> CallAsync(HttpClient http, Uri door, string scheme, string output)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(door, "/v1/exchanges"));
        request.Content = new StringContent(Ask, Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue(scheme, Variable(output, "ACCESS_TOKEN"));
        if (scheme == "DPoP")
        {
            request.Headers.Add("DPoP", Variable(output, "DPOP_PROOF"));
        }

        using var response = await http.SendAsync(request, Cancellation);
        return response.StatusCode;
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] command =
        [
            "token",
            "--issuer", pilot.At.Gateway.OriginalString,
            "--callback", new Uri(pilot.At.Shell, "/callback").AbsoluteUri,
            "--certs", pilot.World.Certificates.Folder,
            .. words,
        ];
        var exitCode = await CommandLine.RunAsync(command, output, error, TimeProvider.System, Cancellation);
        return (exitCode, output.ToString(), error.ToString());
    }
}
