// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EndToEnd.Crashes;
using OnceOnly.Pilot.Desk;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Machines;

/// <summary>E-services and citizens who apply for one thing after another, through the balancer.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly List<DeveloperDesk> _desks;
    private readonly TaskCompletionSource _enough = new();
    private readonly Task _applicants;

    public Crowd(TwoGateways world, ISurvival survival, Witness witness, CancellationToken cancellationToken)
    {
        OfferedProcedure[] procedures = [PilotEServices.ShellDPoP.Find("study")!, PilotEServices.ShellDPoP.Find("address")!];
        Persona[][] groups =
        [
            [PilotPersonas.Maria],
            [PilotPersonas.Sean, PilotPersonas.Li, PilotPersonas.Maria],
            [PilotPersonas.Nikos], // whose registries take three seconds
        ];
        _desks = [.. groups.Select(_ => DeveloperDesk.WithDPoP(world.Pilot, TimeProvider.System))];
        _applicants = Task.WhenAll(groups.Zip(_desks, (personas, desk) =>
            new Applicant(desk, survival, witness, personas, procedures, world.Documents).RunAsync(_enough.Task, cancellationToken)));
    }

    /// <summary>Fails as soon as an applicant does.</summary>
    public async Task WhileAsync(Task whatHappens)
    {
        await Task.WhenAny(_applicants, whatHappens);
        if (_applicants.IsFaulted)
        {
            await _applicants;
        }

        await whatHappens;
    }

    /// <summary>Everybody brings to an end what they have begun.</summary>
    public Task EndAsync()
    {
        _enough.TrySetResult();
        return _applicants;
    }

    public async ValueTask DisposeAsync()
    {
        _enough.TrySetResult();
        await Task.WhenAny(_applicants, Task.Delay(TimeSpan.FromSeconds(5)));
        _desks.ForEach(desk => desk.Dispose());
    }
}
