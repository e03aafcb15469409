// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.Pilot.Walk.Journeys;

/// <summary>No evidence, each time for another reason: then the citizen has to supply it after all.</summary>
internal sealed class DisappointedJourneys(Crowd crowd)
{
    private readonly Citizen _sean = crowd.Send(PilotPersonas.Sean);
    private readonly Citizen _ioannis = crowd.Send(PilotPersonas.Ioannis);
    private readonly Citizen _li = crowd.Send(PilotPersonas.Li);

    public IEnumerable<WalkStep> Steps() =>
    [
        new("Seán logs in with his Finnish eID and gives the explicit request", new(0, 1, 0), token => RequestAsync(_sean, "study", token)),
        new("Seán declines at the preview; nothing is delivered", new(1, 0, 0), DeclineAsync),
        new("Ioannis is unknown to the registry", new(1, 1, 0), UnknownPersonAsync),
        new("Li, with her Swedish eID, needs a registry that is dead", new(0, 1, 0), DeadRegistryAsync),
    ];

    private async Task RequestAsync(Citizen citizen, string procedure, CancellationToken cancellationToken)
    {
        await citizen.ApplyAsync(crowd.Addresses.Aegina, PilotEServices.Aegina.Find(procedure)!, cancellationToken);
        await citizen.LogInAsync(cancellationToken);
        await citizen.GiveExplicitRequestAsync(cancellationToken);
    }

    private async Task DeclineAsync(CancellationToken cancellationToken)
    {
        await _sean.DecideAsync(accept: false, cancellationToken);
        _sean.ExpectAt(crowd.Addresses.Aegina, "/application");
        _sean.ExpectText("state", "declined");
        _sean.ExpectDocuments(0);
    }

    private async Task UnknownPersonAsync(CancellationToken cancellationToken)
    {
        await RequestAsync(_ioannis, "address", cancellationToken);
        _ioannis.ExpectAt(crowd.Addresses.Aegina, "/application");
        _ioannis.ExpectText("error", "evidence_not_found");
    }

    private async Task DeadRegistryAsync(CancellationToken cancellationToken)
    {
        await RequestAsync(_li, "tax", cancellationToken);
        _li.ExpectAt(crowd.Addresses.Aegina, "/application");
        _li.ExpectText("error", "registry_unreachable");
    }
}
