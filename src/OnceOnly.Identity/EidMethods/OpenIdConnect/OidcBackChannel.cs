// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.Jose;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>Redeems a code at its connector, and believes of what comes back only what keeps the rules.</summary>
internal sealed class OidcBackChannel(PublicAddress address, TimeProvider time, ILogger<OidcBackChannel> logger)
{
    private const int LongestToken = 64 * 1024;

    /// <returns>Who logged in; or why that is not believed.</returns>
    /// <exception cref="HttpRequestException">The connector cannot be asked, as in <see cref="OidcConnector.SendAsync"/>.</exception>
    /// <exception cref="OperationCanceledException">It did not answer in time.</exception>
    public async Task<(OidcFault Fault, AuthenticatedPerson? Person)> RedeemAsync(
        OidcConnector connector, OidcMetadata metadata, OpenOidcRequest open, string code, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var answer = await SendCodeAsync(connector, metadata, open, code, cancellationToken);
        if (!answer.TryReadSuccess(out var tokens))
        {
            logger.OidcTokenEndpointRefused(connector.Id, (int)answer.Status, answer.Error ?? "none");
            return (answer.Status == HttpStatusCode.Unauthorized || answer.Error is "invalid_client" or "unauthorized_client"
                ? OidcFault.ClientRefused
                : OidcFault.CodeNotRedeemed, null);
        }

        if (!ReceivedJwt.TryRead(tokens.Text("id_token"), LongestToken, out var token)
            || !await connector.SignedAsync(token, cancellationToken))
        {
            return (OidcFault.TokenSignature, null);
        }

        var fault = IdTokenCheck.Check(token, connector.Options, open, now);
        var claims = token.Payload;
        if (fault == OidcFault.None && connector.Options.UserInfo)
        {
            (fault, claims) = await UserInfoAsync(connector, metadata, tokens.Text("access_token"), token.Text("sub"), cancellationToken);
        }

        NaturalPerson? person = null;
        fault = fault == OidcFault.None ? OidcPerson.TryRead(claims, connector.Options, now, out person) : fault;
        if (fault != OidcFault.None)
        {
            return (fault, null);
        }

        if (OidcLevels.Read(connector, token.Text("acr")) is not { } level)
        {
            return (OidcFault.Level, null);
        }

        var authenticatedAt = token.TryTime("auth_time", out var instant) ? instant : now;
        return level < open.Level
            ? (OidcFault.LevelTooLow, null)
            : (OidcFault.None, new AuthenticatedPerson(person!, Representative: null, level, connector.Options.Country, authenticatedAt));
    }

    private async Task<OidcAnswer> SendCodeAsync(
        OidcConnector connector, OidcMetadata metadata, OpenOidcRequest open, string code, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = address.Of(OidcCallback.PathOf(connector.Id)),
            ["code_verifier"] = open.CodeVerifier,
            ["client_id"] = connector.Options.ClientId,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, metadata.Token);
        connector.Authentication.Apply(request, form, connector.Options.Issuer, time.GetUtcNow());
        request.Content = new FormUrlEncodedContent(form);
        return await connector.SendAsync(request, cancellationToken);
    }

    private static async Task<(OidcFault Fault, JsonElement Claims)> UserInfoAsync(
        OidcConnector connector, OidcMetadata metadata, string? accessToken, string? subject, CancellationToken cancellationToken)
    {
        if (metadata.UserInfo is null || accessToken is null || !accessToken.All(IsOfTokens))
        {
            return (OidcFault.UserInfo, default);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, metadata.UserInfo);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        var answer = await connector.SendAsync(request, cancellationToken);

        // It speaks of whom the access token is about; only the same subject may be believed (Core §5.3.2).
        return answer.TryReadSuccess(out var claims) && claims.Text("sub") is { } about && about == subject
            ? (OidcFault.None, claims)
            : (OidcFault.UserInfo, default);
    }

    // RFC 6750 §2.1; a header takes no other characters.
    private static bool IsOfTokens(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_' or '~' or '+' or '/' or '=';
}
