// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using OnceOnly.Pilot.EServices.OAuth;

namespace OnceOnly.Benchmarks.Evidence;

/// <summary>Gets the nonce that the gateway wants in proofs of possession, by showing one without.</summary>
internal static class DpopNonce
{
    private const string Header = "dpop-nonce";

    public static async Task<string> AskAsync(HttpClient http, Uri method, GrantedTokens tokens, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]),
        };
        request.Content.Headers.ContentType = new("application/grpc");
        request.Headers.TE.Add(new("trailers"));
        request.Headers.TryAddWithoutValidation("authorization", "DPoP " + tokens.AccessToken);
        request.Headers.TryAddWithoutValidation("dpop", tokens.TokenKey!.Prove("POST", method, tokens.AccessToken));
        using var response = await http.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        return response.Headers.TryGetValues(Header, out var values) || response.TrailingHeaders.TryGetValues(Header, out values)
            ? values.First()
            : throw new InvalidOperationException("The gateway gives no nonce.");
    }
}
