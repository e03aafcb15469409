// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.EidMethods;
using OnceOnly.Identity.Logins;

namespace OnceOnly.Identity.Tests.Harness;

/// <summary>An eID that believes whatever its form says.</summary>
internal sealed class TestEid(ILogins logins, TimeProvider clock) : IEidMethod
{
    public string Id => "test-eid";

    public IReadOnlyList<EidOption> Options { get; } =
    [
        new("EL", "EL", null, LevelOfAssurance.High),
        new("LT", "LT", "Weak", LevelOfAssurance.Low),
    ];

    public Task<EidDeparture?> StartAsync(EidRequest request, CancellationToken cancellationToken) => Task.FromResult<EidDeparture?>(new EidDeparture(
        new Uri($"https://eid.example/?option={request.OptionId}&level={request.MinimumLevel}"),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["RelayState"] = request.LoginId }));

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/eid/answer", async (HttpContext context) =>
    {
        var form = await context.Request.ReadFormAsync();
        if (form["failure"].ToString() is { Length: > 0 } failure)
        {
            return await logins.FailAsync(context, form["RelayState"], Enum.Parse<LoginFailure>(failure));
        }

        Person subject = form["company"].ToString() is { Length: > 0 } company
            ? new LegalPerson(company, "Acme")
            : new NaturalPerson(form["identifier"].ToString(), "Papadopoulou", "Eleni", new DateOnly(1990, 1, 2));
        var representative = subject is LegalPerson ? new NaturalPerson(form["identifier"].ToString(), "Papadopoulou", "Eleni", new DateOnly(1990, 1, 2)) : null;
        var person = new AuthenticatedPerson(subject, representative, Enum.Parse<LevelOfAssurance>(form["level"].ToString()), "EL", clock.GetUtcNow());
        return await logins.CompleteAsync(context, form["RelayState"].ToString(), Id, person);
    });
}
