// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OnceOnly.Evidence.Errors;
using OnceOnly.Registries.Calls.OAuth;
using OnceOnly.Registries.Declarations;

namespace OnceOnly.Registries.Calls;

/// <summary>One try: sends the request and says what the answer means. Network faults leave as exceptions.</summary>
internal sealed class RegistryClient(ProviderDeclaration provider, IHttpClientFactory clients, TimeProvider time)
{
    public const string CorrelationHeader = "X-Correlation-ID";

    private readonly OAuthTokens? tokens = provider.Credentials.OAuth is { } oauth ? new(oauth, provider.Resilience.Timeouts.Try, time) : null;

    public static string ClientName(string provider) => "registry:" + provider;

    public async ValueTask<RegistryReply> TryAsync(RegistryCall call, CallTries tries, CancellationToken cancellationToken)
    {
        // The client is a thin wrapper; the factory owns the connections.
        var client = clients.CreateClient(ClientName(provider.Id));
        if (tokens is null)
        {
            return await SendAsync(client, call, tries, null, cancellationToken);
        }

        var token = await tokens.GetAsync(client, cancellationToken);
        var reply = token.Failure ?? await SendAsync(client, call, tries, token.Value, cancellationToken);
        if (reply is not RegistryReply.Failed { IsUnauthorized: true })
        {
            return reply;
        }

        // It may have been revoked before its time; a second one that is refused is no accident.
        tokens.Drop(token);
        token = await tokens.GetAsync(client, cancellationToken);
        return token.Failure ?? await SendAsync(client, call, tries, token.Value, cancellationToken);
    }

    private async ValueTask<RegistryReply> SendAsync(
        HttpClient client, RegistryCall call, CallTries tries, string? token, CancellationToken cancellationToken)
    {
        if (!await tries.MayLeaveAsync())
        {
            return new RegistryReply.Failed(EvidenceErrorCode.RegistryUnreachable, "the exchange is not asked about here any more");
        }

        using var body = new OutgoingBody(Encoding.UTF8.GetBytes(call.JsonBody ?? string.Empty));
        using var request = RequestOf(call, body, token);
        var outcome = EvidenceErrorCode.RegistryUnreachable;
        try
        {
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var reply = await ReplyOfAsync(call, response, cancellationToken);
            if (reply is not RegistryReply.Streaming)
            {
                response.Dispose();
            }

            outcome = (reply as RegistryReply.Failed)?.Code ?? outcome;
            return reply;
        }
        finally
        {
            if (body.HasLeft)
            {
                tries.Left(outcome);
            }
        }
    }

    private HttpRequestMessage RequestOf(RegistryCall call, OutgoingBody body, string? token)
    {
        var request = new HttpRequestMessage(call.Method, call.Address) { Content = body };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(call.MediaType));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        request.Headers.TryAddWithoutValidation(CorrelationHeader, call.ExchangeId);
        provider.Credentials.AddTo(request.Headers);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (call.JsonBody is not null)
        {
            body.Headers.ContentType = new MediaTypeHeaderValue(MediaTypes.Json, "utf-8");
        }

        // The framework's own span would carry the address, and with it the person; see RegistryHandler.
        DistributedContextPropagator.Current.Inject(
            Activity.Current, request.Headers, static (carrier, name, value) => ((HttpRequestHeaders)carrier!).TryAddWithoutValidation(name, value));
        return request;
    }

    private async ValueTask<RegistryReply> ReplyOfAsync(RegistryCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (call.Deferral is { } deferral && deferral.Statuses.Contains(status)
            && await DeferralTime.ReadAsync(deferral, response, time, cancellationToken) is { } until)
        {
            return new RegistryReply.Deferred(until);
        }

        return response.StatusCode switch
        {
            HttpStatusCode.OK => await AnswerAsync(call, response, cancellationToken),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new RegistryReply.Absent(),
            HttpStatusCode.NoContent when call.Step == CallStep.Lookup => new RegistryReply.Absent(),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                new RegistryReply.Failed(
                    EvidenceErrorCode.RegistryFailed, Cause(status), IsTransient: true, DeferralTime.RetryAfter(response, time)),
            >= HttpStatusCode.BadRequest => new RegistryReply.Failed(EvidenceErrorCode.RegistryRefused, Cause(status))
            {
                IsUnauthorized = response.StatusCode == HttpStatusCode.Unauthorized,
            },
            _ => new RegistryReply.Failed(EvidenceErrorCode.RegistryAnswerInvalid, Cause(status)),
        };
    }

    private static async ValueTask<RegistryReply> AnswerAsync(
        RegistryCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var headers = response.Content.Headers;
        if (!MediaTypes.Match(headers.ContentType, call.MediaType))
        {
            return new RegistryReply.Failed(EvidenceErrorCode.RegistryAnswerInvalid, "another media type than declared");
        }

        if (headers.ContentEncoding.Any(coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            return new RegistryReply.Failed(EvidenceErrorCode.RegistryAnswerInvalid, "compressed, which was not asked for");
        }

        if (headers.ContentLength > call.MaximumBytes)
        {
            return TooLarge;
        }

        if (call.Reader is not null)
        {
            return new RegistryReply.Streaming(response);
        }

        var body = await BoundedBody.ReadAsync(response, call.MaximumBytes, cancellationToken);
        return body is null ? TooLarge : new RegistryReply.Whole(body);
    }

    private static RegistryReply.Failed TooLarge { get; } = new(EvidenceErrorCode.RegistryAnswerTooLarge, "larger than agreed");

    private static string Cause(int status) => "status " + status.ToString(CultureInfo.InvariantCulture);
}
