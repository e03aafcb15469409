// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OnceOnly.Evidence.Errors;
using OnceOnly.Registries.Configuration;
using OnceOnly.Registries.Subjects;

namespace OnceOnly.Registries.Calls.OAuth;

/// <summary>One request to a token endpoint (RFC 6749 §4.4.2), and what its answer means. No person is named in it.</summary>
internal sealed class TokenRequest(OAuthClient client, TimeProvider time)
{
    private const int MaximumBytes = 64 * 1024;

    // Where the server does not say how long a token lives, it is asked for often.
    private static readonly TimeSpan ShortLife = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(1);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    public async Task<OAuthToken> SendAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var request = Request();
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                var isTransient = response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
                var cause = "token endpoint: status " + ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
                return isTransient
                    ? Failed(EvidenceErrorCode.RegistryFailed, cause, isTransient, DeferralTime.RetryAfter(response, time))
                    : Failed(EvidenceErrorCode.RegistryRefused, cause);
            }

            return await BoundedBody.ReadAsync(response, MaximumBytes, cancellationToken) is { } body
                && JsonRecord.TryParse(body, out var answer)
                && TokenIn(answer) is { } token
                    ? token
                    : Failed(EvidenceErrorCode.RegistryAnswerInvalid, "token endpoint: no bearer token in the answer");
        }
        catch (HttpRequestException exception)
        {
            return Failed(EvidenceErrorCode.RegistryUnreachable, "token endpoint: " + exception.HttpRequestError, isTransient: true);
        }
        catch (IOException exception)
        {
            return Failed(EvidenceErrorCode.RegistryUnreachable, "token endpoint: " + exception.GetType().Name, isTransient: true);
        }
        catch (OperationCanceledException)
        {
            return Failed(EvidenceErrorCode.RegistryUnreachable, "token endpoint: no answer in time", isTransient: true);
        }
    }

    private static OAuthToken Failed(EvidenceErrorCode code, string cause, bool isTransient = false, TimeSpan? retryAfter = null) =>
        new(null, default, new RegistryReply.Failed(code, cause, isTransient, retryAfter));

    private HttpRequestMessage Request()
    {
        var form = new List<KeyValuePair<string, string>> { new("grant_type", "client_credentials") };
        if (client.Scope is { } scope)
        {
            form.Add(new("scope", scope));
        }

        if (client.Authentication != ClientAuthentication.Secret)
        {
            form.Add(new("client_id", client.ClientId));
        }

        if (client.Authentication == ClientAuthentication.PrivateKey)
        {
            form.Add(new("client_assertion_type", ClientAssertion.Type));
            form.Add(new("client_assertion", ClientAssertion.Sign(client, time.GetUtcNow())));
        }

        var request = new HttpRequestMessage(HttpMethod.Post, client.TokenEndpoint) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaTypes.Json));
        if (client.Authentication == ClientAuthentication.Secret)
        {
            // Both parts form-encoded before they are joined: RFC 6749 §2.3.1.
            var pair = WebUtility.UrlEncode(client.ClientId) + ":" + WebUtility.UrlEncode(client.Secret);
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
        }

        return request;
    }

    private OAuthToken? TokenIn(JsonRecord answer)
    {
        if (!string.Equals(answer.TextAt("/token_type"), "Bearer", StringComparison.OrdinalIgnoreCase)
            || JsonPointer.Find(answer.Root, "/access_token") is not { ValueKind: JsonValueKind.String }
            || answer.TextAt("/access_token") is not { Length: <= 16 * 1024 } value
            || !value.All(IsTokenCharacter))
        {
            return null;
        }

        var life = answer.TextAt("/expires_in") is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, (long)LongestLife.TotalSeconds))
            : ShortLife;
        return new OAuthToken(value, time.GetUtcNow() + life - (life / 4 < Margin ? life / 4 : Margin), null);
    }

    /// <summary>RFC 6750 §2.1; anything else would break out of the header.</summary>
    private static bool IsTokenCharacter(char character) => char.IsAsciiLetterOrDigit(character) || "-._~+/=".Contains(character, StringComparison.Ordinal);
}
