// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Persons;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Saml;
using OnceOnly.Identity.Logins;
using OnceOnly.Identity.State;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>Where browsers bring the nodes' answers.</summary>
internal sealed class AssertionConsumer(
    ILogins logins,
    ConnectorDirectory connectors,
    MetadataRefresh metadata,
    EidasServiceProvider provider,
    ProtectedStore store,
    IOptions<EidasSamlOptions> options,
    EidasMetrics metrics,
    TimeProvider time,
    ILogger<AssertionConsumer> logger)
{
    private const string MessageKind = ProtocolKind.EidasMessage;

    // Base64 and its line breaks.
    private static readonly int LongestField = XmlLimits.Message.MaxBytes * 3 / 2;

    /// <summary>
    /// Bytes that the largest message may take in a form: a browser writes a character of its base64 as one or as three; and
    /// room for line breaks and the fields beside it.
    /// </summary>
    public static int LargestForm { get; } = (XmlLimits.Message.MaxBytes * 4 / 3 * 3) + (64 * 1024);

    public async Task<IResult> ReceiveAsync(HttpContext context)
    {
        var (form, status) = await ReadFormAsync(context);
        if (form is null)
        {
            return status == StatusCodes.Status413PayloadTooLarge
                ? await RefuseAsync(context, null, null, [ResponseRules.MessageSize.Name])
                : Results.StatusCode(status);
        }

        // One answer a request, whatever it says: neither a replay nor a second guess gets a look.
        var relayState = form[PostForm.RelayStateField].ToString();
        var held = await store.FindAsync<OpenRequest>(OpenRequest.Kind, relayState, context.RequestAborted);
        if (held is not { Content: var open }
            || await store.ConsumeAsync(OpenRequest.Kind, relayState, context.RequestAborted) != Consumption.First
            || time.GetUtcNow() >= open.IssuedAt + options.Value.RequestLifetime
            || connectors.Find(open.ConnectorId) is not { } connector)
        {
            logger.EidasAnswerUnexpected();
            return await logins.FailAsync(context, held?.Content.LoginId, LoginFailure.Expired);
        }

        if (await metadata.FindAsync(connector, context.RequestAborted) is not { } node)
        {
            return await logins.FailAsync(context, open.LoginId, LoginFailure.Unavailable);
        }

        return Validate(form[PostForm.ResponseField], open, connector, node) switch
        {
            AcceptedResponse accepted => await AcceptAsync(context, open, connector, accepted),
            UnsuccessfulResponse unsuccessful => await EndAsync(context, open, connector, unsuccessful),
            RefusedResponse refused => await RefuseAsync(context, open, connector, refused),
            _ => await RefuseAsync(context, open, connector, [RuleOfUnreadable(form[PostForm.ResponseField].ToString())]),
        };
    }

    /// <returns>The form, or the status to refuse with: no browser sends what is not even a form.</returns>
    private static async Task<(IFormCollection? Form, int Status)> ReadFormAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return (null, StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            return (await context.Request.ReadFormAsync(context.RequestAborted), StatusCodes.Status200OK);
        }
        catch (BadHttpRequestException wrong)
        {
            return (null, wrong.StatusCode);
        }
        catch (InvalidDataException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
    }

    private static string RuleOfUnreadable(string field) => field.Length > LongestField ? ResponseRules.MessageSize.Name : "unreadable";

    private ResponseOutcome? Validate(string? field, OpenRequest open, Connector connector, NodeMetadata node)
    {
        if (!PostForm.TryDecode(field, out var message))
        {
            return null;
        }

        var us = provider.For(connector);
        var expectation = open.Country is null ? connector.Expectation : connector.Expectation with { Origins = [open.Country] };
        return ResponseValidator.Validate(
            message,
            expectation.ApplyTo(new ResponseExpectation
            {
                Node = node,
                EntityId = us.EntityId,
                AssertionConsumerService = us.AssertionConsumerService,
                RequestId = open.RequestId,
                RequestIssuedAt = open.IssuedAt,
                Demand = AuthnContextDemand.Minimum((AssuranceLevel)open.Level),
                DataSet = open.DataSet,
                Country = us.Country,
                DecryptionKeys = us.DecryptionKeys,
                Tolerances = ResponseTolerances.Default with { ClockSkew = options.Value.ClockSkew },
            }),
            time.GetUtcNow());
    }

    private async Task<IResult> AcceptAsync(HttpContext context, OpenRequest open, Connector connector, AcceptedResponse accepted)
    {
        // eIDAS lets a company log in by itself, and act for others; for evidence the human who acts must be known.
        if ((accepted.Representative ?? accepted.Subject) is not EidasNaturalPerson)
        {
            return await RefuseAsync(context, open, connector, ["natural-person-acts"]);
        }

        foreach (var id in new[] { accepted.ResponseId, accepted.AssertionId })
        {
            if (!await store.TryUseOnceAsync(MessageKind, $"{connector.Id} {id}", accepted.ReplayableUntil, context.RequestAborted))
            {
                return await RefuseAsync(context, open, connector, ["message-once"]);
            }
        }

        return await logins.CompleteAsync(
            context, open.LoginId, EidasSamlMethod.MethodId, EidasPersonMapping.Map(accepted, connector.Options.Origins));
    }

    private Task<IResult> EndAsync(HttpContext context, OpenRequest open, Connector connector, UnsuccessfulResponse answer)
    {
        logger.EidasLoginUnsuccessful(connector.Id, answer.Reason);
        return logins.FailAsync(context, open.LoginId, answer.Reason switch
        {
            LoginFailureReason.Cancelled => LoginFailure.Cancelled,
            LoginFailureReason.NotAuthenticated => LoginFailure.NotAuthenticated,
            LoginFailureReason.LevelNotReached => LoginFailure.LevelTooLow,
            _ => LoginFailure.Unavailable,
        });
    }

    private Task<IResult> RefuseAsync(HttpContext context, OpenRequest open, Connector connector, RefusedResponse refused)
    {
        if (refused.ClockOffset is { } offset)
        {
            logger.EidasClockDiffers(connector.Id, (long)offset.TotalSeconds);
        }

        if (refused.Delay is { } delay)
        {
            logger.EidasAnswerLate(connector.Id, (long)delay.TotalSeconds);
        }

        return RefuseAsync(context, open, connector, [.. refused.Failures.Select(failure => failure.Rule.Name)], refused switch
        {
            { Delay: not null } => LoginFailure.Expired,
            { Failures: [var only] } when only.Rule == ResponseRules.LevelOfAssurance => LoginFailure.LevelTooLow,
            _ => LoginFailure.Rejected,
        });
    }

    // What is too large to be read does not even say whose answer it is.
    private Task<IResult> RefuseAsync(
        HttpContext context, OpenRequest? open, Connector? connector, IReadOnlyList<string> rules, LoginFailure failure = LoginFailure.Rejected)
    {
        var sender = connector?.Id ?? "(unknown)";
        logger.EidasAnswerRefused(sender, string.Join(", ", rules));
        foreach (var rule in rules)
        {
            metrics.Refused(sender, rule);
        }

        return logins.FailAsync(context, open?.LoginId, failure);
    }
}
