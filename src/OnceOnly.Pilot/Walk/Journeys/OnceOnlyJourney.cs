// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.Pilot.Walk.Journeys;

/// <summary>A citizen's record travels to one municipality, and a second one needs no registry any more.</summary>
internal sealed class OnceOnlyJourney(Crowd crowd)
{
    private readonly Citizen _maria = crowd.Send(PilotPersonas.Maria);
    private string? _exchange;

    public IEnumerable<WalkStep> Steps() =>
    [
        new("Maria applies in Aegina and logs in with her Greek eID", default, LogInAsync),
        new("Maria gives the explicit request; the registry is asked", new(0, 1, 0), GiveAsync),
        new("Maria accepts the preview; Aegina receives the record over gRPC", default, AcceptAsync),
        new("Aegina asks again while the request is open: the same exchange", default, AskAgainAsync),
        new("Maria submits; Aegina acknowledges the documents", default, SubmitAsync),
        new("Aegina asks once more: the explicit request is closed", default, AskWhenClosedAsync),
        new("Maria applies in Syros and confirms once; the copy serves over REST", new(0, 0, 1), ConfirmInSyrosAsync),
        new("Maria submits; Syros acknowledges the documents", default, SubmitInSyrosAsync),
    ];

    private static OfferedProcedure Address(EServiceProfile profile) => profile.Find("address")!;

    private async Task LogInAsync(CancellationToken cancellationToken)
    {
        await _maria.ApplyAsync(crowd.Addresses.Aegina, Address(PilotEServices.Aegina), cancellationToken);
        await _maria.LogInAsync(cancellationToken);
        _maria.ExpectAt(crowd.Addresses.Gateway, "/explicit-request");
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
        _maria.ExpectText("state", "delivered");
    }

    private async Task SubmitAsync(CancellationToken cancellationToken)
    {
        await _maria.PressAsync("Submit", cancellationToken);
        _maria.ExpectText("state", "acknowledged");
    }

    private async Task AskWhenClosedAsync(CancellationToken cancellationToken)
    {
        await _maria.PressAsync("Ask again", cancellationToken);
        _maria.ExpectText("problem", "explicit_request_closed");
    }

    private async Task ConfirmInSyrosAsync(CancellationToken cancellationToken)
    {
        await _maria.ApplyAsync(crowd.Addresses.Syros, Address(PilotEServices.Syros), cancellationToken);
        await _maria.GiveExplicitRequestAsync(cancellationToken);
        _maria.ExpectAt(crowd.Addresses.Syros, "/application");
        _maria.ExpectText("served-from-copy", "yes");
        _maria.ExpectDocuments(1);
    }

    private Task SubmitInSyrosAsync(CancellationToken cancellationToken) => SubmitAsync(cancellationToken);
}
