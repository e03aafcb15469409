// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnceOnly.Identity.Clients;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.ClientAuthentication;

/// <summary>
/// Authenticates the e-service at the provider's endpoints: <c>private_key_jwt</c> or <c>self_signed_tls_client_auth</c>.
/// There are no secrets. Outside there is one answer for every failure; the log has the cause.
/// </summary>
internal sealed class ClientAuthenticator(
    IClientDirectory clients,
    ClientAssertions assertions,
    ClientCertificates certificates,
    ILogger<ClientAuthenticator> logger)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public async Task<OAuthOutcome<Client>> AuthenticateAsync(HttpContext context, OAuthParameters form)
    {
        var (client, fault) = await JudgeAsync(context, form);
        if (fault is null)
        {
            return client!;
        }

        logger.ClientAuthenticationFailed(client?.ClientId ?? "(unknown)", fault);
        return OAuthError.InvalidClient();
    }

    private async Task<(Client? Client, string? Fault)> JudgeAsync(HttpContext context, OAuthParameters form)
    {
        if (context.Request.Headers.Authorization.Count > 0 || form.Has("client_secret"))
        {
            return (null, "a secret or an Authorization header was presented");
        }

        if (!form.Has("client_assertion") && !form.Has("client_assertion_type"))
        {
            var certified = clients.Find(form["client_id"] ?? string.Empty);
            return (certified, certified is null ? "unknown client" : certificates.FaultOf(context, certified));
        }

        if (form["client_assertion_type"] != AssertionType || !ClientAssertions.TryRead(form["client_assertion"], out var assertion))
        {
            return (null, "the client assertion is malformed");
        }

        if (form["client_id"] is { } clientId && clientId != assertion.ClientId)
        {
            return (null, "client_id and client assertion name different clients");
        }

        var client = clients.Find(assertion.ClientId);
        return (client, client is null ? "unknown client" : await assertions.FaultOfAsync(assertion, client, context.RequestAborted));
    }
}
