// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OnceOnly.Pilot.EServices.Dossiers;
using OnceOnly.Pilot.EServices.EvidenceApi;
using OnceOnly.Pilot.EServices.OAuth;
using OnceOnly.Pilot.EServices.Pages;

namespace OnceOnly.Pilot.EServices;

/// <summary>The e-service's pages.</summary>
internal sealed class EServiceEndpoints(
    EServiceProfile profile, OpenDossiers dossiers, DossierFlow flow, IEvidenceApi evidence, string dataFolder)
{
    public void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/", () => new RazorComponentResult<StartPage>(new { Profile = profile }));
        site.MapPost("/applications", StartAsync).DisableAntiforgery();
        site.MapGet("/callback", FinishLoginAsync);
        site.MapGet("/return", ReturnAsync);
        site.MapGet("/application", Show);
        site.MapPost("/application/ask", AskAsync);
        site.MapPost("/application/look", LookAsync);
        site.MapPost("/application/submit", SubmitAsync);
        site.MapGet("/application/documents/{index:int}", Download);
    }

    private async Task<IResult> StartAsync(HttpContext context, [FromForm] string procedure, CancellationToken cancellationToken)
    {
        if (profile.Find(procedure) is not { } offered)
        {
            return Problem(new EvidenceProblem("unknown_procedure", "We do not offer this."));
        }

        try
        {
            var folder = Path.Combine(dataFolder, Path.GetRandomFileName());
            var dossier = await flow.StartAsync(offered, folder, cancellationToken);
            dossiers.Remember(context, dossier);
            return SeeOther(context, dossier.Authorization!.BrowserAddress);
        }
        catch (OAuthException refusal)
        {
            return Problem(new EvidenceProblem(refusal.Error, "The gateway refused our request."));
        }
        catch (HttpRequestException)
        {
            return Problem(EvidenceProblem.GatewayUnreachable);
        }
    }

    private Task<IResult> FinishLoginAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        return InTurnAsync(context, dossier => flow.FinishLoginAsync(dossier, query, cancellationToken), mayLeave: true);
    }

    private Task<IResult> ReturnAsync(HttpContext context, string? state, CancellationToken cancellationToken) => InTurnAsync(
        context,
        dossier => state == dossier.ReturnState ? flow.LookAsync(dossier, cancellationToken) : Task.CompletedTask,
        mayLeave: false);

    private Task<IResult> AskAsync(HttpContext context, CancellationToken cancellationToken) =>
        InTurnAsync(context, dossier => flow.AskAsync(dossier, cancellationToken), mayLeave: true);

    private Task<IResult> LookAsync(HttpContext context, CancellationToken cancellationToken) =>
        InTurnAsync(context, dossier => flow.LookAsync(dossier, cancellationToken), mayLeave: true);

    private Task<IResult> SubmitAsync(HttpContext context, CancellationToken cancellationToken) =>
        InTurnAsync(context, dossier => flow.SubmitAsync(dossier, cancellationToken), mayLeave: false);

    private IResult Show(HttpContext context) => dossiers.Find(context) is { } dossier
        ? new RazorComponentResult<DossierPage>(new { Profile = profile, Dossier = dossier, evidence.Protocol })
        : Results.Redirect("/");

    private IResult Download(HttpContext context, int index) =>
        dossiers.Find(context)?.Documents.All.ElementAtOrDefault(index) is { } document
            ? Results.File(document.Path, document.Announced.MediaType, document.Announced.FileName)
            : Results.NotFound();

    private async Task<IResult> InTurnAsync(HttpContext context, Func<Dossier, Task> step, bool mayLeave)
    {
        if (dossiers.Find(context) is not { } dossier)
        {
            return Problem(new EvidenceProblem("no_application", "We do not know this application. Please start again."));
        }

        await dossier.Turn.WaitAsync(context.RequestAborted);
        try
        {
            await step(dossier);
        }
        finally
        {
            dossier.Turn.Release();
        }

        // Where the citizen must act at the gateway the browser goes there, and comes back to /return.
        return mayLeave && dossier is { Problem: null, Exchange.Interaction: { } interaction }
            ? SeeOther(context, interaction)
            : SeeOther(context, new Uri("/application", UriKind.Relative));
    }

    private RazorComponentResult<ProblemPage> Problem(EvidenceProblem problem) =>
        new(new { Profile = profile, Problem = problem }) { StatusCode = StatusCodes.Status400BadRequest };

    private static StatusCodeHttpResult SeeOther(HttpContext context, Uri address)
    {
        context.Response.Headers.Location = address.OriginalString;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
