// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Persons;
using OnceOnly.Gateway.Api.Authentication;
using OnceOnly.Gateway.Listeners;
using OnceOnly.Identity.AccessTokens;

namespace OnceOnly.Gateway.Api.Errors;

/// <summary>Writes errors as problem documents.</summary>
internal static class Problems
{
    /// <param name="context">The request.</param>
    /// <param name="error">What went wrong.</param>
    /// <param name="status">HTTP status when it says more than the table's, for example 413.</param>
    public static Task WriteAsync(HttpContext context, EvidenceError error, int? status = null)
    {
        var problem = Of(context, error, status);
        AddHeaders(context, error);
        return WriteAsync(context, problem);
    }

    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(problem, ApiJson.Options, Problem.MediaType, context.RequestAborted);
    }

    public static Problem Of(HttpContext context, EvidenceError error, int? status = null)
    {
        var row = ApiErrorTable.Of(error.Code);
        return new Problem(
            TypeOf(context, error.WireCode),
            row.Title,
            status ?? row.HttpStatus,
            error.WireCode,
            error.Party,
            error.Phase,
            error.Retry,
            TraceId(context))
        {
            Detail = error.Detail,
            Field = error.Field is { } field ? RestNameOf(field) : null,
        };
    }

    public static Problem Of(HttpContext context, CallRefusal refusal) => new(
        TypeOf(context, refusal.Code),
        refusal.Title,
        refusal.HttpStatus,
        refusal.Code,
        ErrorParty.Requester,
        ErrorPhase.Authorization,
        Retry.Now,
        TraceId(context))
    {
        Detail = refusal.Detail,
    };

    public static Uri TypeOf(HttpContext context, string code) =>
        new(context.RequestServices.GetRequiredService<IOptions<ListenersOptions>>().Value.Public.Origin!, "/problems/" + code);

    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    public static string Wire<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>Errors name fields as the protocol buffers do: <c>return_uri</c> is <c>returnUri</c> here.</summary>
    private static string RestNameOf(string field)
    {
        var words = field.Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }

    private static void AddHeaders(HttpContext context, EvidenceError error)
    {
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        if (RetryDelay.Of(error, time) is { } wait && context.Response.Headers.RetryAfter.Count == 0)
        {
            context.Response.Headers.RetryAfter = RetryDelay.InSeconds(wait);
        }

        if (error.Code is EvidenceErrorCode.LevelOfAssuranceTooLow)
        {
            context.Response.Headers.WWWAuthenticate = AccessTokenChallenge.InsufficientUserAuthentication(error.RequiredLevel ?? LevelOfAssurance.High);
        }
    }
}
