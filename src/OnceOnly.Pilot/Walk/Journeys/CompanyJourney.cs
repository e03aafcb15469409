// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.Pilot.Walk.Journeys;

/// <summary>A company, for which a representative acts.</summary>
internal sealed class CompanyJourney(Crowd crowd)
{
    private readonly Citizen _maria = crowd.Send(PilotPersonas.AegeanFerries);
    private string? _exchange;

    public IEnumerable<WalkStep> Steps() =>
    [
        new("Maria applies in Aegina for her company and logs in as its representative", default, LogInAsync),
        new("She gives the explicit request; the business registry is asked", new(0, 1, 0), GiveAsync),
        new("She accepts the preview; Aegina receives the extract", default, AcceptAsync),
        new("Aegina asks again while the request is open: the same exchange", default, AskAgainAsync),
        new("She submits; Aegina acknowledges the extract", default, SubmitAsync),
    ];

    private async Task LogInAsync(CancellationToken cancellationToken)
    {
        await _maria.ApplyAsync(crowd.Addresses.Aegina, PilotEServices.Aegina.Find("business")!, cancellationToken);
        await _maria.LogInAsync(cancellationToken);
    }

    private async Task GiveAsync(CancellationToken cancellationToken)
    {
        await _maria.GiveExplicitRequestAsync(cancellationToken);
        _maria.ExpectAt(crowd.Addresses.Gateway, "/preview/");
    }

    private async Task AcceptAsync(CancellationToken cancellationToken)
    {
        await _maria.DecideAsync(accept: true, cancellationToken);
        _maria.ExpectAt(crowd.Addresses.Aegina, "/application");
        _maria.ExpectText("state", "delivered");
        _maria.ExpectDocuments(1);
        _exchange = _maria.Page.Text("exchange");
    }

    private async Task AskAgainAsync(CancellationToken cancellationToken)
    {
        await _maria.PressAsync("Ask again", cancellationToken);
        _maria.ExpectText("exchange", _exchange!);
    }

    private async Task SubmitAsync(CancellationToken cancellationToken)
    {
        await _maria.PressAsync("Submit", cancellationToken);
        _maria.ExpectText("state", "acknowledged");
    }
}
