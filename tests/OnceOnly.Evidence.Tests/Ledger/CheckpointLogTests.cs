// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Cli;
using OnceOnly.Evidence.Ledger.Checkpoints;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Ledger;

/// <summary>A checkpoint log that was taken away or turned back.</summary>
public sealed class CheckpointLogTests : IAsyncDisposable
{
    private readonly World _world = new();

    private string File => Path.Combine(_world.Folder, "checkpoints.log");

    [Fact]
    public async Task an_emptied_ledger_with_an_emptied_log_is_not_whole()
    {
        await WriteAsync();
        await System.IO.File.WriteAllTextAsync(File, string.Empty, World.Soon);
        _world.Query("DELETE FROM ledger_entry");
        _world.Query("UPDATE ledger_tree SET size = 0, signed = 0");
        var (code, said) = await VerifyAsync();
        said.ShouldContain("checkpoint 1: there is none");
        code.ShouldBe(1);
        (await VerifyAsync("--allow-empty")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task entries_without_checkpoint_are_never_whole()
    {
        await WriteAsync();
        System.IO.File.Delete(File);
        (await VerifyAsync("--allow-empty")).Code.ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task nothing_is_signed_after_a_log_that_was_turned_back(int kept)
    {
        await WriteAsync();
        await WriteAsync();
        var lines = await System.IO.File.ReadAllLinesAsync(File, World.Soon);
        var older = string.Concat(lines.Take(kept * 6).Select(line => line + "\n"));
        await System.IO.File.WriteAllTextAsync(File, older, World.Soon);
        await ShouldRefuseAsync(_world, older);
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var restarted = new World(_world);
        await ShouldRefuseAsync(restarted, older);
    }

    [Theory]
    [InlineData("log")]
    [InlineData("database")]
    public async Task no_new_key_takes_the_place_of_the_one_that_signed(string witness)
    {
        await WriteAsync();
        System.IO.File.Delete(Path.Combine(_world.Folder, "checkpoint.key.pem"));
        if (witness == "log")
        {
            _world.Query("UPDATE ledger_tree SET signed = 0");
        }
        else
        {
            System.IO.File.Delete(File);
        }

        await using var restarted = new World(_world);
        Should.Throw<InvalidDataException>(() => restarted.Get<ICheckpointSigner>()).Message.ShouldContain("CheckpointKeyFile");
        System.IO.File.Exists(Path.Combine(_world.Folder, "checkpoint.key.pem")).ShouldBeFalse();
    }

    [Fact]
    public async Task what_is_wrong_with_the_ledger_is_said_once_and_then_now_and_again()
    {
        await WriteAsync();
        _world.Query("UPDATE ledger_tree SET size = 0");
        for (var second = 0; second < 310; second++)
        {
            await _world.TurnAsync();
            _world.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        _world.Logs.Lines.Count(line => line.Contains("does not fit its last checkpoint", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task a_gateway_that_died_before_its_first_checkpoint_signs_it_later()
    {
        await WriteAsync();
        System.IO.File.Delete(File);
        _world.Query("UPDATE ledger_tree SET signed = 0");
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var restarted = new World(_world);
        await restarted.TurnAsync();
        (await VerifyAsync()).Code.ShouldBe(0);
    }

    [Fact]
    public async Task who_stops_hands_over_so_that_a_successor_signs_at_once()
    {
        await WriteAsync();
        await using var next = new World(_world);
        await next.GiveAsync(next.School, World.Maria, "birth");
        await next.TurnAsync();
        (await VerifyAsync()).Said.ShouldContain("younger");

        await _world.EndAsync();
        await next.TurnAsync();

        (await VerifyAsync()).Said.ShouldNotContain("younger");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task ShouldRefuseAsync(World world, string log)
    {
        await world.GiveAsync(world.School, World.Maria, "birth");
        await world.TurnAsync();
        world.Logs.Lines.ShouldContain(line => line.Contains("the checkpoint log ends at", StringComparison.Ordinal));
        (await System.IO.File.ReadAllTextAsync(File, World.Soon)).ShouldBe(log);
    }

    private async Task WriteAsync()
    {
        await _world.GiveAsync(_world.School, World.Maria, "birth");
        await _world.TurnAsync();
    }

    private async Task<(int Code, string Said)> VerifyAsync(params string[] options)
    {
        await using var said = new StringWriter();
        var code = await CommandLine.RunAsync(["ledger", "verify", "--folder", _world.Folder, .. _world.Engine.LedgerOptions, .. options], said, said, _world.Clock, World.Soon);
        return (code, said.ToString());
    }
}
