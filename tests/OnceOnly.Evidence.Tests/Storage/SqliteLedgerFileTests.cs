// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Cli;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Storage;

/// <summary><c>onceonly ledger verify</c> on database files that were changed or exchanged.</summary>
public sealed class SqliteLedgerFileTests : IAsyncDisposable
{
    private readonly World _world = new();

    [Fact]
    public async Task a_changed_bit_in_the_file_is_named()
    {
        await WriteAsync(10);
        await _world.CloseAsync();
        var file = Path.Combine(_world.Folder, "state.db");
        var bytes = await File.ReadAllBytesAsync(file, World.Soon);
        bytes[bytes.AsSpan().LastIndexOf("\"wording\""u8) + 3] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, World.Soon);
        await ShouldFailAsync("entry ");
    }

    [Fact]
    public async Task an_older_copy_of_the_database_is_named()
    {
        await WriteAsync(4);
        var copy = Path.Combine(_world.Folder, "old.db");
        _world.Query($"VACUUM INTO '{copy}'");
        await WriteAsync(4);
        await ShouldFailAsync(["--database", copy], "entry 4: the ledger ends before it");
    }

    [Fact]
    public async Task an_older_copy_that_lived_on_is_named()
    {
        await WriteAsync(4);
        var copy = Path.Combine(_world.Folder, "old.db");
        _world.Query($"VACUUM INTO '{copy}'");
        await WriteAsync(4);
        await _world.CloseAsync();
        foreach (var file in new[] { "state.db", "state.db-wal", "state.db-shm" })
        {
            File.Delete(Path.Combine(_world.Folder, file));
        }

        File.Move(copy, Path.Combine(_world.Folder, "state.db"));
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var revived = new World(_world);
        await revived.GiveAsync(revived.School, World.Nikos, "birth");
        await revived.TurnAsync();
        revived.Logs.Lines.ShouldContain(line => line.StartsWith("Critical The ledger does not fit its last checkpoint", StringComparison.Ordinal));
        await ShouldFailAsync("entry 5: the ledger ends before it");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task WriteAsync(int count)
    {
        var proposal = (await _world.Requests.ProposeAsync(_world.School, new EvidenceWish("T3", ["birth"], [], null), World.Soon)).ShouldSucceed();
        for (var index = 0; index < count; index++)
        {
            await _world.Requests.RefuseAsync(proposal, World.Maria, new GivenWording("1", "en"), World.Soon);
        }

        await _world.TurnAsync();
    }

    private Task ShouldFailAsync(string place) => ShouldFailAsync([], place);

    private async Task ShouldFailAsync(string[] options, string place)
    {
        await using var said = new StringWriter();
        var code = await CommandLine.RunAsync(["ledger", "verify", "--folder", _world.Folder, .. options], said, said, _world.Clock, World.Soon);
        said.ToString().ShouldContain(place);
        code.ShouldBe(1);
    }
}
