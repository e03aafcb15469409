// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OnceOnly.Eidas.Persons;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.Jose;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>Redeems a code at its connector, and believes of what comes back only what keeps the rules.</summary>
internal sealed class OidcBackChannel(PublicAddress address, TimeProvider time, ILogger<OidcBackChannel> logger)
{
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

        var (fault, token) = await connector.ReadAsync(tokens.Text("id_token"), cancellationToken);
        fault = token is null ? fault : IdTokenCheck.Check(token, connector.Options, open, now);
        if (token is null || fault != OidcFault.None)
        {
            return (fault, null);
        }

        var claims = new OidcClaims(token.Payload, UserInfo: null, IsUserInfoSigned: false);
        if (connector.Options.UserInfo)
        {
            (fault, var info, var isSigned) = await UserInfoAsync(connector, metadata, tokens.Text("access_token"), cancellationToken);
            fault = info is { } about ? OfSubject(about, token.Text("sub")) : fault;
            claims = claims with { UserInfo = info, IsUserInfoSigned = isSigned };
        }

        return fault == OidcFault.None ? Believe(connector, open, token, claims, now) : (fault, null);
    }

    private static (OidcFault Fault, AuthenticatedPerson? Person) Believe(
        OidcConnector connector, OpenOidcRequest open, ReceivedJwt token, OidcClaims claims, DateTimeOffset now)
    {
        var origins = open.Country is null ? connector.Options.Origins : [open.Country];
        var fault = OidcPerson.TryRead(claims.Person, connector.Options, origins, now, out var person);
        if (person is null)
        {
            return (fault, null);
        }

        if (!connector.Options.RequiredClaims.TrueForAll(claims.Has))
        {
            return (OidcFault.RequiredClaim, null);
        }

        if (OidcLevels.Read(connector, claims.Level(connector.Options)) is not { } level)
        {
            return (OidcFault.Level, null);
        }

        var authenticatedAt = token.TryTime("auth_time", out var instant) ? instant : now;
        return level < open.Level
            ? (OidcFault.LevelTooLow, null)
            : (OidcFault.None, new AuthenticatedPerson(
                person, Representative: null, level, origins.First(origin => CountryCode.AreSame(origin, person.Identifier[..2])), authenticatedAt));
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

    private async Task<(OidcFault Fault, JsonElement? Claims, bool IsSigned)> UserInfoAsync(
        OidcConnector connector, OidcMetadata metadata, string? accessToken, CancellationToken cancellationToken)
    {
        if (metadata.UserInfo is null || accessToken is null || !accessToken.All(IsOfTokens))
        {
            return (OidcFault.UserInfo, null, false);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, metadata.UserInfo);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        var answer = await connector.SendAsync(request, cancellationToken);
        if (answer.Token is { } text)
        {
            var (fault, token) = await connector.ReadAsync(text, cancellationToken);
            fault = token is null ? UserInfoCheck.Named(fault) : UserInfoCheck.Check(token, connector.Options, time.GetUtcNow());
            return fault == OidcFault.None ? (fault, token!.Payload, true) : (fault, null, false);
        }

        if (!answer.TryReadSuccess(out var claims))
        {
            return (OidcFault.UserInfo, null, false);
        }

        return connector.Options.UserInfoSigned ? (OidcFault.UserInfoSignature, null, false) : (OidcFault.None, claims, false);
    }

    // It speaks of whom the access token is about; only the same subject may be believed (Core §5.3.2).
    private static OidcFault OfSubject(JsonElement claims, string? subject) =>
        claims.Text("sub") is { } about && about == subject ? OidcFault.None : OidcFault.UserInfo;

    // RFC 6750 §2.1; a header takes no other characters.
    private static bool IsOfTokens(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_' or '~' or '+' or '/' or '=';
}
