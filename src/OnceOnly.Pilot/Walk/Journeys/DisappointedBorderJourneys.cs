// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Registries;

namespace OnceOnly.Pilot.Walk.Journeys;

/// <summary>No evidence from another Member State: declined there, or nobody is found.</summary>
internal sealed class DisappointedBorderJourneys
{
    private const string Saimaa = "oots:FI:0bfc68f5-c1dd-4525-be86-11b5afe004fd:1000002-2";

    private readonly Citizen _sean;
    private readonly Citizen _eero;
    private readonly BorderCrossing _diploma;
    private readonly BorderCrossing _extract;

    public DisappointedBorderJourneys(Crowd crowd, PilotRegistries registries)
    {
        _sean = crowd.Send(PilotPersonas.Sean);
        _eero = crowd.Send(PilotPersonas.Eero);
        _diploma = new BorderCrossing(crowd, _sean, registries, "saimaa");
        _extract = new BorderCrossing(crowd, _eero, registries, "population-register");
    }

    public IEnumerable<WalkStep> Steps() =>
    [
        new("Seán requests a diploma of another Finnish university", new(0, 1, 0), RequestAsync),
        new("He declines there; nothing is delivered", new(1, 0, 0), DeclineAsync) { Served = new(1, 0, 1) },
        new("Eero, whom the Finnish register does not know, requests an extract", new(0, 1, 0), RequestExtractAsync),
        new("He logs in there, and no evidence is found", new(1, 0, 0), FindNothingAsync) { Served = new(1, 0, 1) },
    ];

    private async Task RequestAsync(CancellationToken cancellationToken)
    {
        await _diploma.ApplyAsync("recognition", cancellationToken);
        _sean.ChooseProvider(Saimaa);
        await _diploma.GiveAsync(cancellationToken);
    }

    private async Task DeclineAsync(CancellationToken cancellationToken)
    {
        await _diploma.LogInThereAsync(cancellationToken);
        await _diploma.DecideThereAsync(accept: false, cancellationToken);
        _sean.ExpectText("state", "declined");
        _sean.ExpectDocuments(0);
    }

    private async Task RequestExtractAsync(CancellationToken cancellationToken)
    {
        await _extract.ApplyAsync("moving", cancellationToken);
        await _extract.GiveAsync(cancellationToken);
    }

    private async Task FindNothingAsync(CancellationToken cancellationToken)
    {
        await _extract.LogInThereAsync(cancellationToken);
        await _extract.ComeBackAsync(cancellationToken);
        _eero.ExpectText("error", "evidence_not_found");
    }
}
