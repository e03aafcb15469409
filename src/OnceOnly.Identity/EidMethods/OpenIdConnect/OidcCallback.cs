// SPDX-License-Identifier: EUPL-1.2

using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.Jose;
using OnceOnly.Identity.Logins;
using OnceOnly.Identity.State;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>Where browsers bring the connectors' answers.</summary>
internal sealed class OidcCallback(
    ILogins logins,
    OidcConnectorDirectory connectors,
    ProtectedStore store,
    PublicAddress address,
    TimeProvider time,
    ILogger<OidcCallback> logger)
{
    /// <summary>One address a connector, so that an answer that another one provoked is known by where it comes (RFC 9700 §4.4.2.2).</summary>
    public const string Pattern = "/eid/oidc/callback/{connector}";

    private const int LongestToken = 64 * 1024;

    public static string PathOf(string connectorId) => "/eid/oidc/callback/" + Uri.EscapeDataString(connectorId);

    public async Task<IResult> ReceiveAsync(HttpContext context)
    {
        // One answer a request, whatever it says. Another browser's log-in is refused where the log-in ends.
        var query = context.Request.Query;
        var state = query["state"].ToString();
        if (await store.FindAsync<OpenOidcRequest>(OpenOidcRequest.Kind, state, context.RequestAborted) is not { Content: var open }
            || open.ConnectorId != (string?)context.Request.RouteValues["connector"]
            || await store.ConsumeAsync(OpenOidcRequest.Kind, state, context.RequestAborted) != Consumption.First
            || connectors.Find(open.ConnectorId) is not { } connector)
        {
            logger.OidcAnswerUnexpected();
            return await logins.FailAsync(context, null, LoginFailure.Expired);
        }

        if (await connector.MetadataAsync(context.RequestAborted) is not { } metadata)
        {
            return await logins.FailAsync(context, open.LoginId, LoginFailure.Unavailable);
        }

        if (query.Any(parameter => parameter.Value.Count != 1) || (query.ContainsKey("code") == query.ContainsKey("error")))
        {
            return await RefuseAsync(context, open, connector, OidcFault.ResponseForm);
        }

        // A missing one lets one issuer's code reach another's token endpoint (mix-up).
        if ((query.ContainsKey("iss") || metadata.SendsIssuer) && query["iss"] != connector.Options.Issuer)
        {
            return await RefuseAsync(context, open, connector, OidcFault.ResponseIssuer);
        }

        if (query.ContainsKey("error"))
        {
            return await EndAsync(context, open, connector, query["error"].ToString());
        }

        try
        {
            return await CompleteAsync(context, open, connector, metadata, query["code"].ToString());
        }
        catch (Exception failure) when (!context.RequestAborted.IsCancellationRequested && failure is HttpRequestException or OperationCanceledException)
        {
            logger.OidcConnectorUnreachable(connector.Id, failure.GetType().Name);
            return await logins.FailAsync(context, open.LoginId, LoginFailure.Unavailable);
        }
    }

    private async Task<IResult> CompleteAsync(
        HttpContext context, OpenOidcRequest open, OidcConnector connector, OidcMetadata metadata, string code)
    {
        var now = time.GetUtcNow();
        if (await RedeemAsync(connector, metadata, open, code, context.RequestAborted) is not { } tokens
            || tokens.ValueKind != JsonValueKind.Object)
        {
            return await RefuseAsync(context, open, connector, OidcFault.CodeNotRedeemed);
        }

        if (!ReceivedJwt.TryRead(Text(tokens, "id_token"), LongestToken, out var token)
            || !await connector.SignedAsync(token, context.RequestAborted))
        {
            return await RefuseAsync(context, open, connector, OidcFault.TokenSignature);
        }

        var fault = IdTokenCheck.Check(token, connector.Options, open, now);
        var claims = token.Payload;
        if (fault == OidcFault.None && connector.Options.UserInfo)
        {
            // It speaks of whom the access token is about; only the same subject may be believed (Core §5.3.2).
            var info = await UserInfoAsync(connector, metadata, Text(tokens, "access_token"), context.RequestAborted);
            fault = info is { ValueKind: JsonValueKind.Object } && Text(info.Value, "sub") is { } subject && subject == token.Text("sub")
                ? OidcFault.None
                : OidcFault.UserInfo;
            claims = info ?? claims;
        }

        NaturalPerson? person = null;
        fault = fault == OidcFault.None ? OidcPerson.TryRead(claims, connector.Options, now, out person) : fault;
        if (fault != OidcFault.None)
        {
            return await RefuseAsync(context, open, connector, fault);
        }

        if (OidcLevels.Read(connector, token.Text("acr")) is not { } level)
        {
            return await RefuseAsync(context, open, connector, OidcFault.Level);
        }

        if (level < open.Level)
        {
            return await logins.FailAsync(context, open.LoginId, LoginFailure.LevelTooLow);
        }

        var authenticatedAt = token.TryTime("auth_time", out var instant) ? instant : now;
        return await logins.CompleteAsync(
            context,
            open.LoginId,
            OpenIdConnectMethod.MethodId,
            new AuthenticatedPerson(person!, Representative: null, level, connector.Options.Country, authenticatedAt));
    }

    private async Task<JsonElement?> RedeemAsync(
        OidcConnector connector, OidcMetadata metadata, OpenOidcRequest open, string code, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = address.Of(PathOf(connector.Id)),
            ["code_verifier"] = open.CodeVerifier,
            ["client_id"] = connector.Options.ClientId,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, metadata.Token);
        connector.Authentication.Apply(request, form, connector.Options.Issuer, time.GetUtcNow());
        request.Content = new FormUrlEncodedContent(form);
        return await connector.SendAsync(request, cancellationToken);
    }

    private static async Task<JsonElement?> UserInfoAsync(
        OidcConnector connector, OidcMetadata metadata, string? accessToken, CancellationToken cancellationToken)
    {
        if (metadata.UserInfo is null || accessToken is null)
        {
            return null;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, metadata.UserInfo);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return await connector.SendAsync(request, cancellationToken);
    }

    private Task<IResult> EndAsync(HttpContext context, OpenOidcRequest open, OidcConnector connector, string error)
    {
        var failure = error switch
        {
            "access_denied" => LoginFailure.Cancelled,
            "login_required" or "interaction_required" or "account_selection_required" => LoginFailure.NotAuthenticated,
            "unmet_authentication_requirements" => LoginFailure.LevelTooLow,
            _ => LoginFailure.Unavailable,
        };
        logger.OidcLoginUnsuccessful(connector.Id, failure);
        return logins.FailAsync(context, open.LoginId, failure);
    }

    private Task<IResult> RefuseAsync(HttpContext context, OpenOidcRequest open, OidcConnector connector, OidcFault fault)
    {
        logger.OidcAnswerRefused(connector.Id, fault);
        return logins.FailAsync(context, open.LoginId, LoginFailure.Rejected);
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
