// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnceOnly.Identity.Logins;
using OnceOnly.Identity.State;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>Where browsers bring the connectors' answers.</summary>
internal sealed class OidcCallback(
    ILogins logins,
    OidcConnectorDirectory connectors,
    ProtectedStore store,
    OidcBackChannel backChannel,
    OidcMetrics metrics,
    TimeProvider time,
    ILogger<OidcCallback> logger)
{
    /// <summary>One address a connector, so that an answer that another one provoked is known by where it comes (RFC 9700 §4.4.2.2).</summary>
    public const string Pattern = "/eid/oidc/callback/{connector}";

    public static string PathOf(string connectorId) => "/eid/oidc/callback/" + Uri.EscapeDataString(connectorId);

    public async Task<IResult> ReceiveAsync(HttpContext context)
    {
        // One answer a request, whatever it says. Another browser's log-in is refused where the log-in ends.
        var query = context.Request.Query;
        var state = query["state"].ToString();
        var held = await store.FindAsync<OpenOidcRequest>(OpenOidcRequest.Kind, state, context.RequestAborted);
        if (held is not { Content: var open }
            || open.ConnectorId != (string?)context.Request.RouteValues["connector"]
            || await store.ConsumeAsync(OpenOidcRequest.Kind, state, context.RequestAborted) != Consumption.First
            || connectors.Find(open.ConnectorId) is not { } connector
            || time.GetUtcNow() >= open.StartedAt + connector.Options.RequestLifetime)
        {
            logger.OidcAnswerUnexpected();
            return await logins.FailAsync(context, held?.Content.LoginId, LoginFailure.Expired);
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
            return await EndAsync(context, open, connector, query["error"].ToString(), query["error_description"].ToString());
        }

        try
        {
            var (fault, person) = await backChannel.RedeemAsync(connector, metadata, open, query["code"].ToString(), context.RequestAborted);
            return person is null
                ? await RefuseAsync(context, open, connector, fault)
                : await logins.CompleteAsync(context, open.LoginId, OpenIdConnectMethod.MethodId, person);
        }
        catch (Exception failure) when (!context.RequestAborted.IsCancellationRequested && failure is HttpRequestException or OperationCanceledException)
        {
            connector.Unreachable(failure);
            return await logins.FailAsync(context, open.LoginId, LoginFailure.Unavailable);
        }
    }

    private Task<IResult> EndAsync(HttpContext context, OpenOidcRequest open, OidcConnector connector, string error, string description)
    {
        var failure = error switch
        {
            "access_denied" => LoginFailure.Cancelled,
            _ when connector.Options.CancelCodes.Exists(code => code == error || description.Contains(code, StringComparison.Ordinal)) => LoginFailure.Cancelled,
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
        metrics.Refused(connector.Id, fault);
        return logins.FailAsync(context, open.LoginId, fault switch
        {
            OidcFault.LevelTooLow => LoginFailure.LevelTooLow,
            OidcFault.ClientRefused => LoginFailure.Unavailable,
            _ => LoginFailure.Rejected,
        });
    }
}
