// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.Authorization;
using OnceOnly.Identity.AuthorizationDetails;
using OnceOnly.Identity.Jose;
using OnceOnly.Identity.Logout;
using OnceOnly.Identity.Tokens;

namespace OnceOnly.Identity.Discovery;

/// <summary>The provider's metadata: OpenID Connect Discovery and RFC 8414, one document for both.</summary>
internal sealed class DiscoveryEndpoint(PublicAddress address)
{
    public Task HandleAsync(HttpContext context) => CacheableJson.WriteAsync(context, Document(), "application/json");

    private JsonObject Document()
    {
        var document = new JsonObject
        {
            ["issuer"] = address.Issuer,
            ["authorization_endpoint"] = address.Of(AuthorizationEndpoint.Path),
            ["jwks_uri"] = address.Of(JwksEndpoint.Path),
            ["end_session_endpoint"] = address.Of(EndSessionEndpoint.Path),
            ["require_pushed_authorization_requests"] = true,
            ["authorization_response_iss_parameter_supported"] = true,
            ["response_types_supported"] = Array("code"),
            ["response_modes_supported"] = Array("query"),
            ["grant_types_supported"] = Array("authorization_code", "refresh_token", "client_credentials"),
            ["code_challenge_methods_supported"] = Array("S256"),
            ["scopes_supported"] = Array(Scope.OpenId, Scope.Profile, Scope.OfflineAccess, Scope.EvidenceFind),
            ["authorization_details_types_supported"] = Array(AuthorizationDetailsReader.EvidenceRequest),
            ["dpop_signing_alg_values_supported"] = Algorithms(),
            ["tls_client_certificate_bound_access_tokens"] = address.HasMutualTls,
            ["subject_types_supported"] = Array("pairwise"),
            ["id_token_signing_alg_values_supported"] = Array("ES256"),
            ["acr_values_supported"] = Array([.. Enum.GetValues<LevelOfAssurance>().Select(LevelOfAssuranceUri.Of)]),
            ["claims_supported"] = Array("sub", "acr", "amr", "auth_time", "sid", "name", "given_name", "family_name", "birthdate"),
            ["prompt_values_supported"] = Array("none", "login", "consent", "select_account"),
            ["claims_parameter_supported"] = false,
            ["request_parameter_supported"] = false,
            ["request_uri_parameter_supported"] = false,
        };
        AddAuthentication(document);
        AddBackChannel(document, address.Of);
        if (address.HasMutualTls)
        {
            var aliases = new JsonObject();
            AddBackChannel(aliases, address.MutualTlsOf);
            document["mtls_endpoint_aliases"] = aliases;
        }

        return document;
    }

    private static void AddBackChannel(JsonObject document, Func<string, string> addressOf)
    {
        document["pushed_authorization_request_endpoint"] = addressOf(IdentityPath.PushedRequest);
        document["token_endpoint"] = addressOf(IdentityPath.Token);
        document["userinfo_endpoint"] = addressOf(IdentityPath.UserInfo);
        document["revocation_endpoint"] = addressOf(IdentityPath.Revocation);
    }

    private void AddAuthentication(JsonObject document)
    {
        foreach (var endpoint in (string[])["token", "revocation"])
        {
            document[endpoint + "_endpoint_auth_methods_supported"] =
                address.HasMutualTls ? Array("private_key_jwt", "self_signed_tls_client_auth") : Array("private_key_jwt");
            document[endpoint + "_endpoint_auth_signing_alg_values_supported"] = Algorithms();
        }
    }

    private static JsonArray Algorithms() => Array([.. JwtSignature.Algorithms]);

    private static JsonArray Array(params string[] values) => [.. values.Select(value => JsonValue.Create(value))];
}
