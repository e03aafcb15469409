// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using Google.Rpc;
using Grpc.Core;

namespace OnceOnly.EndToEnd.Api.Refusals;

/// <summary>What a refused caller learns, over REST or over gRPC.</summary>
/// <param name="Status">HTTP status, or status code of gRPC.</param>
/// <param name="Code">Code of the error, in small letters.</param>
/// <param name="Challenge">How to authenticate instead, where that would help.</param>
/// <param name="Nonce">Nonce for the next proof, where one was given.</param>
internal sealed record Refusal(int Status, string Code, string? Challenge, string? Nonce)
{
    public static async Task<Refusal> OfAsync(HttpResponseMessage response)
    {
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var problem = await Desk.ReadAsync(response);
        problem.GetProperty("status").GetInt32().ShouldBe((int)response.StatusCode);
        problem.GetProperty("type").GetString().ShouldEndWith("/problems/" + problem.GetProperty("code").GetString());
        problem.GetProperty("traceId").GetString()!.Length.ShouldBe(32);
        return new(
            (int)response.StatusCode,
            problem.GetProperty("code").GetString()!,
            response.Headers.TryGetValues("WWW-Authenticate", out var challenges) ? challenges.ShouldHaveSingleItem() : null,
            response.Headers.TryGetValues("DPoP-Nonce", out var nonces) ? nonces.ShouldHaveSingleItem() : null);
    }

    public static Refusal Of(RpcException exception)
    {
        var status = exception.GetRpcStatus().ShouldNotBeNull();
        status.Code.ShouldBe((int)exception.StatusCode);
        var info = status.GetDetail<ErrorInfo>().ShouldNotBeNull();
        info.Domain.ShouldBe("onceonly.evidence.v1");
        info.Metadata.Keys.ShouldBe(["party", "phase", "retry", "traceId"], ignoreOrder: true);
        return new(
            (int)exception.StatusCode, info.Type.ToLowerInvariant(), exception.Trailers.GetValue("www-authenticate"), exception.Trailers.GetValue("dpop-nonce"));
    }

    /// <summary>The same refusal through both doors.</summary>
    public static void ShouldBe(Refusal rest, Refusal grpc, HttpStatusCode status, StatusCode code, string error)
    {
        (rest.Status, rest.Code).ShouldBe(((int)status, error));
        (grpc.Status, grpc.Code).ShouldBe(((int)code, error));
        grpc.Challenge.ShouldBe(rest.Challenge);
    }
}
