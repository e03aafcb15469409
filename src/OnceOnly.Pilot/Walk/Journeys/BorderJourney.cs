// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Registries;

namespace OnceOnly.Pilot.Walk.Journeys;

/// <summary>Evidence from another Member State, previewed there: EDM 2.0 with annex and translation, EDM 1.2, and one that comes later.</summary>
internal sealed class BorderJourney
{
    private const string Oulujoki = "oots:FI:0bfc68f5-c1dd-4525-be86-11b5afe004fd:1000001-1";

    private readonly Crowd _crowd;
    private readonly Citizen _maria;
    private readonly Citizen _sean;
    private readonly Citizen _aino;
    private readonly BorderCrossing _diploma;
    private readonly BorderCrossing _extract;
    private readonly BorderCrossing _pension;

    public BorderJourney(Crowd crowd, PilotRegistries registries)
    {
        _crowd = crowd;
        _maria = crowd.Send(PilotPersonas.Maria);
        _sean = crowd.Send(PilotPersonas.Sean);
        _aino = crowd.Send(PilotPersonas.Aino);
        _diploma = new BorderCrossing(crowd, _maria, registries, "oulujoki");
        _extract = new BorderCrossing(crowd, _sean, registries, "population-register");
        _pension = new BorderCrossing(crowd, _aino, registries, "pension-centre");
    }

    public IEnumerable<WalkStep> Steps() =>
    [
        new("Maria wants her Finnish diploma recognised and chooses the university", default, ChooseAsync),
        new("She gives the explicit request; Finland wants her to see the diploma first", new(0, 1, 0), _diploma.GiveAsync),
        new("She logs in there too and sees diploma, annex and translation", default, SeeDiplomaAsync) { Served = new(1, 0, 0) },
        new("She sends all of it; Aegina receives three documents", default, SendDiplomaAsync) { Served = new(0, 1, 0) },
        new("She submits; Aegina acknowledges the documents", default, SubmitAsync),
        new("At both gateways she reads who asked for what", default, ReadAsync),
        new("Seán moves from Finland; its population register speaks EDM 1.2", new(0, 1, 0), token => RequestAsync(_extract, "moving", token)),
        new("He logs in there and sends the extract; Aegina receives it", default, SendExtractAsync) { Served = new(1, 1, 0) },
        new("Aino claims her pension, of which Finland has the record later", new(0, 1, 0), token => RequestAsync(_pension, "pension", token)),
        new("She logs in there and learns from when on", default, LearnLaterAsync) { Served = new(1, 0, 1) },
        new("Then Aegina asks again, and she sends the record", new(0, 1, 0), SendPensionAsync) { Served = new(1, 1, 0) },
    ];

    private async Task ChooseAsync(CancellationToken cancellationToken)
    {
        await _diploma.ApplyAsync("recognition", cancellationToken);
        _maria.ChooseProvider(Oulujoki);
    }

    private async Task SeeDiplomaAsync(CancellationToken cancellationToken)
    {
        await _diploma.LogInThereAsync(cancellationToken);
        _diploma.ExpectPieces(3);
        _maria.ExpectSays("translation");
    }

    private async Task SendDiplomaAsync(CancellationToken cancellationToken)
    {
        await _diploma.DecideThereAsync(accept: true, cancellationToken);
        _maria.ExpectText("state", "delivered");
        _maria.ExpectDocuments(3);
    }

    private async Task SubmitAsync(CancellationToken cancellationToken)
    {
        await _maria.PressAsync("Submit", cancellationToken);
        _maria.ExpectText("state", "acknowledged");
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await _maria.GoToAsync(new Uri(_crowd.Addresses.Gateway, "/my-data"), cancellationToken);
        _maria.ExpectSays("Pilot University of Oulujoki");
        await _maria.GoToAsync(new Uri(_crowd.Addresses.Finland, "/my-data"), cancellationToken);
        _maria.ExpectSays("Municipality of Aegina");
    }

    private static async Task RequestAsync(BorderCrossing crossing, string procedure, CancellationToken cancellationToken)
    {
        await crossing.ApplyAsync(procedure, cancellationToken);
        await crossing.GiveAsync(cancellationToken);
    }

    private async Task SendExtractAsync(CancellationToken cancellationToken)
    {
        await _extract.LogInThereAsync(cancellationToken);
        _extract.ExpectPieces(1);
        await _extract.DecideThereAsync(accept: true, cancellationToken);
        _sean.ExpectText("state", "delivered");
        _sean.ExpectDocuments(1);
    }

    private async Task LearnLaterAsync(CancellationToken cancellationToken)
    {
        await _pension.LogInThereAsync(cancellationToken);
        await _pension.ComeBackAsync(cancellationToken);
        _aino.ExpectText("state", "unavailable");
    }

    private async Task SendPensionAsync(CancellationToken cancellationToken)
    {
        // Until then the answer is the same, and nobody in Finland is asked.
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _crowd.Time, cancellationToken);
            await _aino.PressAsync("Ask again", cancellationToken);
        }
        while (_aino.Page.Text("state") == "unavailable");

        await _pension.ReturnThereAsync(cancellationToken);
        await _pension.DecideThereAsync(accept: true, cancellationToken);
        _aino.ExpectText("state", "delivered");
        _aino.ExpectDocuments(1);
    }
}
