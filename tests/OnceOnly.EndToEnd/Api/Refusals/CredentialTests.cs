// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Grpc.Core;
using OnceOnly.EndToEnd.Api.Hostile;
using OnceOnly.EndToEnd.Worlds;
using OnceOnly.Evidence.V1;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Api.Refusals;

/// <summary>Tokens and proofs with one thing wrong, at both doors of the API. All else is right, down to the gateway's own signature.</summary>
[Collection(HostileCallers.Name)]
public sealed class CredentialTests(GatewayInItsOwnProcess gateway, MariasDesk maria) : IClassFixture<MariasDesk>
{
    private const string RestPath = "/v1/exchanges/none";
    private const string GrpcPath = "/onceonly.evidence.v1.EvidenceService/GetExchange";

    private readonly Desk _desk = maria.Desk;
    private readonly ECDsa _signingKey = maria.SigningKey;

    private Uri Rest => new(gateway.World.Addresses.Gateway, RestPath);

    private Uri Rpc => new(gateway.World.Addresses.Gateway, GrpcPath);

    [Fact]
    public async Task What_these_tests_forge_is_accepted_when_nothing_is_wrong_with_it()
    {
        var token = Token(_ => { });

        var (rest, grpc) = await SendAsync(token, Proof(Rest, token).Sign(_desk.Key), Proof(Rpc, token).Sign(_desk.Key));

        Refusal.ShouldBe(rest, grpc, HttpStatusCode.NotFound, StatusCode.NotFound, "not_found");
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("for another audience")]
    [InlineData("for several audiences")]
    [InlineData("by another issuer")]
    [InlineData("of another type")]
    [InlineData("an ID token")]
    [InlineData("of an unknown key")]
    [InlineData("of no key")]
    [InlineData("unsigned")]
    [InlineData("unsigned, in capitals")]
    [InlineData("authenticated with the public key")]
    [InlineData("signed by somebody else")]
    [InlineData("changed after it was signed")]
    [InlineData("with a signature of zeros")]
    [InlineData("of another client")]
    [InlineData("bound to nothing")]
    [InlineData("of a grant that never was")]
    [InlineData("three words")]
    public async Task A_token_is_refused(string wrong)
    {
        var token = Spoilt(wrong);

        var (rest, grpc) = await SendAsync(token, Proof(Rest, token).Sign(_desk.Key), Proof(Rpc, token).Sign(_desk.Key));

        Refusal.ShouldBe(rest, grpc, HttpStatusCode.Unauthorized, StatusCode.Unauthenticated, "invalid_token");
        rest.Challenge.ShouldStartWith("DPoP error=\"invalid_token\", error_description=\"");
        rest.Challenge.ShouldEndWith("algs=\"ES256 PS256\"");
    }

    [Theory]
    [InlineData("for another method")]
    [InlineData("for another address")]
    [InlineData("for another host")]
    [InlineData("for an address with a user")]
    [InlineData("for another token")]
    [InlineData("for no token")]
    [InlineData("without an identifier")]
    [InlineData("too old")]
    [InlineData("from the future")]
    [InlineData("of no time")]
    [InlineData("by another key")]
    [InlineData("without its key")]
    [InlineData("with its private key")]
    [InlineData("of another type")]
    [InlineData("unsigned")]
    [InlineData("authenticated with its public key")]
    [InlineData("changed after it was signed")]
    [InlineData("sent twice at once")]
    [InlineData("not sent")]
    [InlineData("used before")]
    public async Task A_proof_is_refused(string wrong)
    {
        var token = _desk.Tokens.AccessToken;

        var (rest, grpc) = await SendAsync(token, await SpoiltProofAsync(wrong, Rest, token), await SpoiltProofAsync(wrong, Rpc, token));

        Refusal.ShouldBe(rest, grpc, HttpStatusCode.Unauthorized, StatusCode.Unauthenticated, "invalid_dpop_proof");
        rest.Challenge.ShouldStartWith("DPoP error=\"invalid_dpop_proof\", ");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("made up by the caller")]
    public async Task Without_a_nonce_of_the_gateway_a_proof_is_refused_and_one_is_given(string? nonce)
    {
        var token = _desk.Tokens.AccessToken;

        var (rest, grpc) = await SendAsync(token, WithNonce(Rest), WithNonce(Rpc));

        Refusal.ShouldBe(rest, grpc, HttpStatusCode.Unauthorized, StatusCode.Unauthenticated, "use_dpop_nonce");
        rest.Challenge.ShouldStartWith("DPoP error=\"use_dpop_nonce\", ");
        rest.Nonce.ShouldNotBeNullOrEmpty();
        grpc.Nonce.ShouldNotBeNullOrEmpty();

        string WithNonce(Uri address)
        {
            var proof = Proof(address, token);
            proof.Payload.Remove("nonce");
            if (nonce is not null)
            {
                proof.Payload["nonce"] = nonce;
            }

            return proof.Sign(_desk.Key);
        }
    }

    private string Spoilt(string wrong)
    {
        return wrong switch
        {
            "expired" => Token(jwt => jwt.Payload["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 1),
            "for another audience" => Token(jwt => jwt.Payload["aud"] = "https://elsewhere.example"),
            "for several audiences" => Token(jwt => jwt.Payload["aud"] = new JsonArray(jwt.Payload["aud"]!.DeepClone(), "https://elsewhere.example")),
            "by another issuer" => Token(jwt => jwt.Payload["iss"] = "https://elsewhere.example"),
            "of another type" => Token(jwt => jwt.Header["typ"] = "JWT"),
            "an ID token" => Token(jwt =>
            {
                jwt.Header["typ"] = "JWT";
                jwt.Payload["aud"] = PilotEServices.ShellDPoP.ClientId;
            }),
            "of an unknown key" => Token(jwt => jwt.Header["kid"] = "nobody"),
            "of no key" => Token(jwt => jwt.Header.Remove("kid")),
            "unsigned" => Own(jwt => jwt.Header["alg"] = "none").Unsigned(),
            "unsigned, in capitals" => Own(jwt => jwt.Header["alg"] = "NONE").Unsigned(),
            "authenticated with the public key" => Own(jwt => jwt.Header["alg"] = "HS256").Authenticate(_signingKey.ExportSubjectPublicKeyInfo()),
            "signed by somebody else" => Own(_ => { }).Sign(_desk.Key),
            "changed after it was signed" => Swapped(_desk.Tokens.AccessToken),
            "with a signature of zeros" => _desk.Tokens.AccessToken[..(_desk.Tokens.AccessToken.LastIndexOf('.') + 1)] + Base64Url.EncodeToString(new byte[64]),
            "of another client" => Token(jwt => jwt.Payload["client_id"] = "nobody"),
            "bound to nothing" => Token(jwt => jwt.Payload.Remove("cnf")),
            "of a grant that never was" => Token(jwt => jwt.Payload[GrantClaim(jwt)] = "never"),
            _ => "a.b.c",
        };
    }

    private async Task<string> SpoiltProofAsync(string wrong, Uri address, string token)
    {
        var proof = Proof(address, token);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        switch (wrong)
        {
            case "for another method":
                proof.Payload["htm"] = "PUT";
                break;
            case "for another address":
                proof.Payload["htu"] = address.GetLeftPart(UriPartial.Path) + "/other";
                break;
            case "for another host":
                proof.Payload["htu"] = "https://elsewhere.example" + address.AbsolutePath;
                break;
            case "for an address with a user":
                proof.Payload["htu"] = address.OriginalString.Replace("https://", "https://user@", StringComparison.Ordinal);
                break;
            case "for another token":
                proof.Payload["ath"] = Base64Url.EncodeToString(SHA256.HashData("another"u8));
                break;
            case "for no token":
                proof.Payload.Remove("ath");
                break;
            case "without an identifier":
                proof.Payload.Remove("jti");
                break;
            case "too old":
                proof.Payload["iat"] = now - 600;
                break;
            case "from the future":
                proof.Payload["iat"] = now + 600;
                break;
            case "of no time":
                proof.Payload.Remove("iat");
                break;
            case "by another key":
                using (var other = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                {
                    return Jwt.Proof(other, MethodOf(address), address, token, _desk.Nonce).Sign(other);
                }

            case "without its key":
                proof.Header.Remove("jwk");
                break;
            case "with its private key":
                proof.Header["jwk"]!["d"] = Base64Url.EncodeToString(_desk.Key.ExportParameters(includePrivateParameters: true).D);
                break;
            case "of another type":
                proof.Header["typ"] = "JWT";
                break;
            case "unsigned":
                proof.Header["alg"] = "none";
                return proof.Unsigned();
            case "authenticated with its public key":
                proof.Header["alg"] = "HS256";
                return proof.Authenticate(_desk.Key.ExportSubjectPublicKeyInfo());
            case "changed after it was signed":
                return Swapped(proof.Sign(_desk.Key));
            case "sent twice at once":
                return $"{proof.Sign(_desk.Key)}, {Proof(address, token).Sign(_desk.Key)}";
            case "not sent":
                return string.Empty;
            case "used before":
                var used = proof.Sign(_desk.Key);
                await (address == Rest ? RestAsync(token, used) : RpcAsync(token, used));
                return used;
            default:
                throw new ArgumentOutOfRangeException(nameof(wrong), wrong, "Not in the table.");
        }

        return proof.Sign(_desk.Key);
    }

    private Jwt Proof(Uri address, string token) => Jwt.Proof(_desk.Key, MethodOf(address), address, token, _desk.Nonce);

    private string MethodOf(Uri address) => address == Rest ? "GET" : "POST";

    /// <summary>A claim of the payload is another than was signed.</summary>
    private static string Swapped(string jwt)
    {
        var changed = Jwt.Read(jwt);
        changed.Payload["jti"] = "changed";
        return changed.Unsigned() + jwt[(jwt.LastIndexOf('.') + 1)..];
    }

    private static string GrantClaim(Jwt jwt) => jwt.Payload.Select(claim => claim.Key).Single(name => name.Contains("grant", StringComparison.Ordinal));

    private string Token(Action<Jwt> spoil) => Own(spoil).Sign(_signingKey);

    /// <summary>The desk's own token with a change; who signs it is another question.</summary>
    private Jwt Own(Action<Jwt> spoil)
    {
        var jwt = Jwt.Read(_desk.Tokens.AccessToken);
        spoil(jwt);
        return jwt;
    }

    private async Task<(Refusal OverRest, Refusal OverGrpc)> SendAsync(string token, string restProof, string grpcProof) =>
        (await RestAsync(token, restProof), await RpcAsync(token, grpcProof));

    private async Task<Refusal> RestAsync(string token, string proof)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Rest);
        request.Headers.TryAddWithoutValidation("Authorization", "DPoP " + token);
        request.Headers.TryAddWithoutValidation("DPoP", proof);
        using var response = await _desk.SendRawAsync(request);
        return await Refusal.OfAsync(response);
    }

    private async Task<Refusal> RpcAsync(string token, string proof)
    {
        var headers = new Metadata { { "authorization", "DPoP " + token }, { "dpop", proof } };
        return Refusal.Of(await Should.ThrowAsync<RpcException>(_desk.Grpc.GetExchangeAsync(new GetExchangeRequest { ExchangeId = "none" }, headers).ResponseAsync));
    }
}
