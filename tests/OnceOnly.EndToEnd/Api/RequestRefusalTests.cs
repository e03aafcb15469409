// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using Google.Rpc;
using Grpc.Core;
using OnceOnly.EndToEnd.Pilot;
using OnceOnly.Evidence.V1;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Api;

/// <summary>What callers send wrong, over REST and over gRPC: refused, and told what to mend.</summary>
public sealed class RequestRefusalTests(RunningPilot pilot) : IClassFixture<RunningPilot>, IAsyncLifetime
{
    private const string Exchanges = "/v1/exchanges";

    private Desk _desk = null!;

    public async ValueTask InitializeAsync() =>
        _desk = await Desk.OpenAsync(pilot.World, PilotEServices.ShellDPoP, PilotPersonas.Maria, "study");

    public ValueTask DisposeAsync()
    {
        _desk.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"evidenceType":null}""")]
    [InlineData("""{"evidenceType":7}""")]
    [InlineData("""{"evidenceType":"birth-certificate","colour":"red"}""")]
    [InlineData("""{"evidenceType":"a","evidenceType":"birth-certificate"}""")]
    [InlineData("""{"EvidenceType":"birth-certificate"}""")]
    [InlineData("""{"evidenceType":"birth-certificate"} trailing""")]
    [InlineData("""{"evidenceType":"birth-certificate","state":[[[[[[[[[[1]]]]]]]]]]}""")]
    public async Task A_malformed_body_is_refused(string body)
    {
        using var response = await _desk.PostTextAsync(Exchanges, body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await Desk.ReadAsync(response);
        problem.GetProperty("code").GetString().ShouldBe("invalid_request");
        problem.GetProperty("traceId").GetString()!.Length.ShouldBe(32);
    }

    [Theory]
    [InlineData("evidenceType", 201)]
    [InlineData("provider", 1001)]
    [InlineData("returnUri", 2001)]
    [InlineData("state", 513)]
    public async Task A_field_that_is_too_long_is_named(string field, int length)
    {
        var body = new Dictionary<string, string>(StringComparer.Ordinal) { ["evidenceType"] = "birth-certificate" };
        body[field] = new string('x', length);

        using var response = await _desk.PostAsync(Exchanges, body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Desk.ReadAsync(response)).GetProperty("field").GetString().ShouldBe(field);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_not_read()
    {
        using var response = await _desk.PostTextAsync(Exchanges, "\"" + new string('x', 20_000) + "\"");

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Desk.ReadAsync(response)).GetProperty("code").GetString().ShouldBe("invalid_request");
    }

    [Theory]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/xml", HttpStatusCode.UnsupportedMediaType)]
    public async Task Only_JSON_is_read(string mediaType, HttpStatusCode expected)
    {
        using var response = await _desk.PostTextAsync(Exchanges, """{"evidenceType":"birth-certificate"}""", mediaType);

        response.StatusCode.ShouldBe(expected);
        (await Desk.ReadAsync(response)).GetProperty("code").GetString().ShouldBe("invalid_request");
    }

    [Theory]
    [InlineData("DELETE", "/v1/exchanges", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/exchanges/unknown", HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/exchanges/unknown/events", HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/exchanges/unknown/documents/1", HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/evidence", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/v1/evidence?procedure=T1&country=greece", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/v1/evidence?procedure=V4", HttpStatusCode.Forbidden)]
    public async Task What_is_not_there_or_not_allowed_is_a_problem_document_too(string method, string path, HttpStatusCode expected)
    {
        using var response = await _desk.SendAsync(HttpMethod.Parse(method), path);

        response.StatusCode.ShouldBe(expected);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("residence-record")]
    [InlineData("no-such-evidence")]
    public async Task Evidence_that_was_not_requested_is_refused(string evidenceType)
    {
        using var response = await _desk.PostAsync(Exchanges, new { evidenceType });

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Desk.ReadAsync(response)).GetProperty("code").GetString().ShouldBe("not_requested");
    }

    [Fact]
    public async Task A_return_address_that_is_not_registered_is_refused()
    {
        using var response = await _desk.PostAsync(Exchanges, new { evidenceType = "birth-certificate", returnUri = "https://elsewhere.example/return" });

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Desk.ReadAsync(response)).GetProperty("field").GetString().ShouldBe("returnUri");
    }

    [Theory]
    [InlineData("""{"sha256":[]}""")]
    [InlineData("""{"sha256":["AAAA"]}""")]
    [InlineData("""{"sha256":["not base64!"]}""")]
    [InlineData("""{"sha256":"AAAA"}""")]
    public async Task A_malformed_acknowledgement_is_refused(string body)
    {
        using var response = await _desk.PostTextAsync("/v1/exchanges/any/acknowledgement", body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Over_gRPC_a_field_that_is_too_long_is_named()
    {
        await LearnNonceAsync();
        var request = new RequestEvidenceRequest { EvidenceType = "birth-certificate", State = new string('x', 513) };

        var refusal = await Should.ThrowAsync<RpcException>(_desk.Grpc.RequestEvidenceAsync(request, _desk.CallHeaders("RequestEvidence")).ResponseAsync);

        refusal.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        var status = refusal.GetRpcStatus()!;
        status.GetDetail<BadRequest>()!.FieldViolations.ShouldHaveSingleItem().Field.ShouldBe("state");
        status.GetDetail<ErrorInfo>()!.Type.ShouldBe("INVALID_REQUEST");
        status.GetDetail<LocalizedMessage>()!.Locale.ShouldBe("en");
    }

    [Fact]
    public async Task Over_gRPC_a_message_that_is_too_large_is_not_read()
    {
        await LearnNonceAsync();
        var request = new RequestEvidenceRequest { EvidenceType = new string('x', 100_000) };

        var refusal = await Should.ThrowAsync<RpcException>(_desk.Grpc.RequestEvidenceAsync(request, _desk.CallHeaders("RequestEvidence")).ResponseAsync);

        refusal.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Over_gRPC_evidence_that_was_not_requested_is_refused()
    {
        await LearnNonceAsync();
        var request = new RequestEvidenceRequest { EvidenceType = "residence-record" };

        var refusal = await Should.ThrowAsync<RpcException>(_desk.Grpc.RequestEvidenceAsync(request, _desk.CallHeaders("RequestEvidence")).ResponseAsync);

        refusal.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        refusal.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Metadata["party"].ShouldBe("requester");
    }

    [Fact]
    public async Task Over_gRPC_a_method_that_is_not_there_is_unimplemented()
    {
        var method = new Method<GetExchangeRequest, Exchange>(
            MethodType.Unary,
            "onceonly.evidence.v1.EvidenceService",
            "Nothing",
            Marshallers.Create(message => Google.Protobuf.MessageExtensions.ToByteArray(message), GetExchangeRequest.Parser.ParseFrom),
            Marshallers.Create(message => Google.Protobuf.MessageExtensions.ToByteArray(message), Exchange.Parser.ParseFrom));

        var refusal = await Should.ThrowAsync<RpcException>(_desk.Invoker.AsyncUnaryCall(method, host: null, default, new GetExchangeRequest()).ResponseAsync);

        refusal.StatusCode.ShouldBe(StatusCode.Unimplemented);
    }

    private async Task LearnNonceAsync()
    {
        using var response = await _desk.SendAsync(HttpMethod.Get, "/v1/evidence?procedure=T1");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
