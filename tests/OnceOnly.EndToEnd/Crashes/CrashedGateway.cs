// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.EndToEnd.Worlds;
using OnceOnly.Pilot.Desk;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Registries.Mappings;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.Crashes;

/// <summary>
/// A gateway that was killed again and again under load, and what it left behind. <c>ONCEONLY_LONG=1</c> kills it more
/// often, <c>ONCEONLY_SEED</c> repeats an earlier run's lengths of life.
/// </summary>
public sealed class CrashedGateway : IAsyncLifetime
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("ONCEONLY_LONG") == "1";
    private static readonly int Deaths = IsLong ? 60 : 5;

    // The longest that an exchange may be left without an end or a reason.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = IsLong ? TimeSpan.FromMinutes(20) : TimeSpan.FromMinutes(4);

    private static readonly Dictionary<string, string?> Settings = new(StringComparer.Ordinal)
    {
        // Whoever is not heard of for three seconds is dead.
        ["Evidence:Lease"] = "00:00:03",
    };

    private static readonly int Seed = Environment.GetEnvironmentVariable("ONCEONLY_SEED") is { } given
        ? int.Parse(given, CultureInfo.InvariantCulture)
        : Random.Shared.Next();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onceonly-crashes-");
    private readonly List<(int ExitCode, string Output)> _verifications = [];

    internal Witness Witness { get; } = new();

    internal string Summary =>
        $"ONCEONLY_SEED={Seed}: {Deaths} deaths, {Witness.AcknowledgedExchanges.Count} acknowledgements, {Witness.EndedExchanges.Count} came to nothing";

    /// <summary>What the gateway left behind at its last death.</summary>
    internal StateFiles Left => new(PathOf("left"));

    /// <summary>The same somewhere in the middle.</summary>
    internal StateFiles Older => new(PathOf("older"));

    /// <summary>What <c>onceonly ledger verify</c> said in each of the gateway's lives.</summary>
    internal IReadOnlyList<(int ExitCode, string Output)> Verifications => _verifications;

    /// <summary>What the registries were asked for.</summary>
    internal IReadOnlyCollection<JournalledCall> RegistryJournal { get; private set; } = [];

    /// <summary>Whether every exchange came to its end, or to a reason, in time.</summary>
    internal bool AllEnded { get; private set; }

    public async ValueTask InitializeAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var world = await WorldAround.StartAsync(Settings, patience.Token);
        using var desk = DeveloperDesk.WithDPoP(world.Pilot, TimeProvider.System);
        using var life = new GatewayLife(world);
        var enough = new TaskCompletionSource();
        var applicants = Task.WhenAll(Applicants(desk, life).Select(applicant => applicant.RunAsync(enough.Task, patience.Token)));

        var alive = new StateFiles(world.DataFolder);
        var random = new Random(Seed);
        for (var death = 1; death <= Deaths; death++)
        {
            await Task.WhenAny(applicants, LiveAsync(life, alive, random, patience.Token));
            _verifications.Add(await alive.VerifyAsync());
            await life.DieAndReturnAsync(death == Deaths / 2 ? () => alive.CopyTo(PathOf("older")) : () => { }, patience.Token);
        }

        enough.SetResult();
        await Task.WhenAny(applicants, Task.Delay(LongestSilence, patience.Token));
        AllEnded = applicants.IsCompleted;
        await UntilCoveredAsync(alive, patience.Token);
        await world.KillGatewayAsync();
        alive.CopyTo(PathOf("left"));
        RegistryJournal = [.. world.Pilot.Registries.Journal];
        await applicants;
    }

    /// <summary>A folder for a copy, to be spoilt.</summary>
    internal string NewFolder() => PathOf(Guid.NewGuid().ToString("N"));

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task LiveAsync(GatewayLife life, StateFiles files, Random random, CancellationToken cancellationToken)
    {
        do
        {
            await life.AfterStepsAsync(random.Next(1, 20), cancellationToken);
        }
        while (!files.HasCheckpoints);

        // In the middle of whatever the last steps are at.
        await Task.Delay(random.Next(0, 300), cancellationToken);
    }

    // Entries are under a checkpoint a moment after they are written; only then can nobody spoil them unseen.
    private async Task UntilCoveredAsync(StateFiles files, CancellationToken cancellationToken)
    {
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
            _verifications.Add(await files.VerifyAsync());
        }
        while (_verifications[^1].Output.Contains("younger", StringComparison.Ordinal));
    }

    private IEnumerable<Applicant> Applicants(DeveloperDesk desk, GatewayLife life)
    {
        OfferedProcedure[] procedures = [Procedure("study"), Procedure("address")];
        Persona[][] groups =
        [
            [PilotPersonas.Maria],
            [PilotPersonas.Sean, PilotPersonas.Li, PilotPersonas.Maria],
            [PilotPersonas.Nikos], // whose registries take three seconds, so that death comes while they are asked
            .. IsLong ? [[PilotPersonas.Hugo]] : Array.Empty<Persona[]>(), // whose 50 MB are on their way for long
        ];
        return groups.Select(personas => new Applicant(desk, life, Witness, personas, procedures, PathOf("documents")));
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private static OfferedProcedure Procedure(string key) => PilotEServices.ShellDPoP.Find(key)!;

}
