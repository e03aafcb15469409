// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using OnceOnly.Identity.State;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>Log-in through a national connector: authorization code with PKCE, state and nonce (OpenID Connect Core §3.1).</summary>
internal sealed class OpenIdConnectMethod(
    OidcConnectorDirectory connectors, OidcCallback callback, ProtectedStore store, PublicAddress address, IOptions<IdentityOptions> identity, TimeProvider time)
    : IEidMethod
{
    public const string MethodId = "oidc-connector";

    private const string KeysPattern = "/eid/oidc/keys/{connector}";

    /// <summary>Parameters of the authorization request that no configuration may replace.</summary>
    public static IReadOnlyList<string> OwnParameters { get; } =
    [
        "response_type", "response_mode", "client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge", "code_challenge_method",
        "acr_values", "prompt", "max_age", "claims", "request", "request_uri",
    ];

    public string Id => MethodId;

    public IReadOnlyList<EidOption> Options { get; } = [.. connectors.All.SelectMany(OidcChoice.Of).Select(choice => choice.Option)];

    public async Task<EidDeparture?> StartAsync(EidRequest request, CancellationToken cancellationToken)
    {
        if (connectors.All.SelectMany(OidcChoice.Of).FirstOrDefault(choice => choice.Option.Id == request.OptionId) is not { Connector: var connector } choice
            || await connector.MetadataAsync(cancellationToken) is not { } metadata)
        {
            return null;
        }

        var open = new OpenOidcRequest(
            request.LoginId, connector.Id, Handle.New(), Handle.New(), request.MinimumLevel, time.GetUtcNow(), choice.Country);
        var state = await store.AddAsync(OpenOidcRequest.Kind, open, identity.Value.Lifetimes.LoginKnown, family: null, cancellationToken);
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = connector.Options.ClientId,
            ["redirect_uri"] = address.Of(OidcCallback.PathOf(connector.Id)),
            ["scope"] = string.Join(' ', connector.Options.Scopes.Prepend("openid").Distinct(StringComparer.Ordinal)),
            ["state"] = state,
            ["nonce"] = open.Nonce,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(open.CodeVerifier))),
            ["code_challenge_method"] = "S256",
            ["acr_values"] = OidcLevels.Asked(connector, request.MinimumLevel).ToArray() is { Length: > 0 } levels ? string.Join(' ', levels) : null,
            // Whoever logged in before at this browser need not be who sits there now. The browser could leave both out:
            // what proves a log-in of now is auth_time, which max_age makes the connector give (Core §2, §3.1.2.1).
            ["prompt"] = "login",
            ["max_age"] = "0",
        };
        if (connector.Options.CountryParameter is { } parameter)
        {
            query[parameter] = choice.Country;
        }

        return new EidDeparture(new Uri(QueryHelpers.AddQueryString(metadata.Authorization.AbsoluteUri, query)), FormFields: null);
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapGet(OidcCallback.Pattern, (Delegate)callback.ReceiveAsync).ExcludeFromDescription();
        endpoints
            .MapGet(KeysPattern, (string connector) => connectors.Find(connector)?.OwnKeys is { } keys ? Results.Bytes(keys, "application/jwk-set+json") : Results.NotFound())
            .ExcludeFromDescription();
    }
}
