// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OnceOnly.Identity.AccessTokens;
using OnceOnly.Identity.Interactions;
using OnceOnly.Identity.Logins;
using OnceOnly.Identity.Sessions;

namespace OnceOnly.Identity.Tests.Harness;

/// <summary>What a portal and an evidence API do with the provider, without looks.</summary>
internal static class TestPortal
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/login", async (HttpContext context, ILogins logins, string? id, string? failure) =>
            id is not null && await logins.FindAsync(context, id) is { } login
                ? Results.Json(new { login.Id, login.LastFailure, login.IsOver, login.Purpose.ClientId, login.Purpose.ReturnPath, Options = login.Methods.SelectMany(method => method.Options).Select(option => option.Id) })
                : Results.Text(failure ?? "unknown", statusCode: 404));
        app.MapPost("/login/depart", async (HttpContext context, ILogins logins, string id, string option, string? method) => await logins.DepartAsync(context, id, method ?? "test-eid", option) switch
        {
            null => Results.NotFound(),
            { FormFields: { } fields } => Results.Json(fields),
            var departure => Results.Text(departure.Destination.AbsoluteUri),
        });
        app.MapPost("/login/cancel", (HttpContext context, ILogins logins, string id) => logins.CancelAsync(context, id));
        app.MapGet("/login/begin", async (HttpContext context, ILogins logins, string path) =>
        {
            try
            {
                return Results.Text(await logins.BeginAsync(context, new LoginPurpose(path, "/", Evidence.Persons.LevelOfAssurance.Substantial, null)));
            }
            catch (ArgumentException)
            {
                return Results.BadRequest();
            }
        });
        app.MapGet("/explicit-request", async (HttpContext context, IAuthorizationInteractions interactions, string id) =>
            await interactions.FindAsync(context, id) is { } interaction
                ? Results.Json(new { interaction.ClientId, interaction.AuthorizationDetails, interaction.UiLocales })
                : Results.NotFound());
        app.MapPost("/explicit-request", async (HttpContext context, IAuthorizationInteractions interactions, string id, bool accept) =>
        {
            var granted = JsonSerializer.Deserialize<JsonElement>("""[{"type":"evidence_request","procedure":"T3","granted":true}]""");
            var next = accept ? await interactions.GrantAsync(context, id, granted, "explicit-1") : await interactions.RefuseAsync(context, id);
            return next is null ? Results.NotFound() : Results.Redirect(next.AbsoluteUri);
        });
        app.MapGet("/whoami", async (HttpContext context, ICitizenSessions sessions) =>
            await sessions.FindAsync(context) is { } session ? Results.Text(session.Person.Subject.Identifier) : Results.NotFound());
        app.MapMethods("/api/thing", ["GET", "POST"], [Authorize(AuthenticationSchemes = AccessTokenDefaults.Scheme)] (HttpContext context) =>
        {
            var principal = context.Features.Get<AccessTokenResult>()!.Principal!;
            return Results.Json(new { principal.ClientId, principal.Subject, principal.ExplicitRequestId, principal.Scopes, principal.AuthorizationDetails });
        });
        app.MapPost("/pkg.Service/Method", async (HttpContext context, IAccessTokenVerifier verifier) =>
        {
            var result = await verifier.VerifyAsync(context);
            context.Response.DeclareTrailer("grpc-status");
            context.Response.AppendTrailer("grpc-status", result.IsAccepted ? "0" : "16");
            if (result.DpopNonce is { } nonce)
            {
                context.Response.AppendTrailer("dpop-nonce", nonce);
            }
        });
    }
}
