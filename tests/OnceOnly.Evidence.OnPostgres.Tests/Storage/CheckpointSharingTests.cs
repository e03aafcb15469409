// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;
using OnceOnly.Cli;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Storage.Postgres;

namespace OnceOnly.Evidence.Tests.Storage;

/// <summary>Two instances with a checkpoint log each.</summary>
public sealed class CheckpointSharingTests : IAsyncDisposable
{
    private readonly World _first = new();
    private readonly World _second;

    public CheckpointSharingTests() => _second = new World(
        _first, add: services => services.Configure<PostgresOptions>(options => options.CheckpointFile = Path.Combine(_first.Folder, "second.log")));

    [Fact]
    public async Task every_instance_keeps_every_checkpoint()
    {
        await WriteAsync(_first);
        await WriteAsync(_first);
        await _second.TurnAsync();
        (await LogAsync("second.log")).ShouldBe(await LogAsync("checkpoints.log"));
    }

    [Fact]
    public async Task another_takes_over_as_soon_as_one_stops()
    {
        await WriteAsync(_first);
        await WriteAsync(_second);
        (await LogAsync("second.log")).ShouldBe(await LogAsync("checkpoints.log"), "the first one leads");
        await _first.EndAsync();

        await WriteAsync(_second);
        (await LogAsync("second.log")).Length.ShouldBeGreaterThan((await LogAsync("checkpoints.log")).Length);
        (await VerifyAsync("second.log")).ShouldBe(0);
        (await VerifyAsync("checkpoints.log")).ShouldBe(0);
    }

    [Fact]
    public async Task a_checkpoint_that_nobody_signed_is_not_kept()
    {
        await WriteAsync(_first);
        await _second.TurnAsync();
        var before = await LogAsync("second.log");
        _first.Query("INSERT INTO ledger_checkpoint SELECT size + 1, replace(note, E'\\n' || size || E'\\n', E'\\n' || (size + 1) || E'\\n'), signed_at FROM ledger_checkpoint");
        await _second.TurnAsync();
        (await LogAsync("second.log")).ShouldBe(before);
        _second.Logs.Lines.ShouldContain(line => line.Contains("was not signed by this instance's key", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    private static async Task WriteAsync(World world)
    {
        await world.GiveAsync(world.School, World.Maria, "birth");
        await world.TurnAsync();
    }

    private Task<string> LogAsync(string name) => File.ReadAllTextAsync(Path.Combine(_first.Folder, name), World.Soon);

    private async Task<int> VerifyAsync(string log)
    {
        await using var said = new StringWriter();
        return await CommandLine.RunAsync(
            ["ledger", "verify", "--folder", _first.Folder, .. _first.Engine.LedgerOptions, "--checkpoints", Path.Combine(_first.Folder, log)], said, said, _first.Clock, World.Soon);
    }
}
