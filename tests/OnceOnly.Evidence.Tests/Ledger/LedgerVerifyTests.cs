// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.Cli;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests.Ledger;

/// <summary><c>onceonly ledger verify</c> on ledgers that were tampered with.</summary>
public sealed class LedgerVerifyTests : IAsyncDisposable
{
    private readonly World _world = new();

    [Fact]
    public async Task a_ledger_nobody_touched_is_whole()
    {
        await WriteAsync(300);
        var (code, said) = await VerifyAsync();
        said.ShouldContain("ledger verify: ok");
        said.ShouldContain("3 checkpoints");
        code.ShouldBe(0);
    }

    [Fact]
    public async Task an_empty_ledger_is_whole()
    {
        await WriteAsync(0);
        File.WriteAllText(Path.Combine(_world.Folder, "checkpoints.log"), string.Empty);
        (await VerifyAsync("--allow-empty")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task entries_of_the_first_form_still_verify()
    {
        const string First = """{"event":"evidence.received","at":"2026-11-21T12:00:00+00:00","documents":[{"media_type":"application/pdf","size":5,"sha256":"AAAA"}]}""";
        await WriteAsync(1);
        Tamper($"INSERT INTO ledger_entry (id, body) VALUES (2, CAST('{First}' AS BLOB))");
        await _world.TurnAsync();

        var (code, said) = await VerifyAsync();

        code.ShouldBe(0, said);
        _world.Events().ShouldContain("evidence.received");
    }

    [Fact]
    public async Task a_changed_byte_is_named()
    {
        await WriteAsync(10);
        Tamper("UPDATE ledger_entry SET body = CAST(replace(body, 'school', 'schooL') AS BLOB) WHERE id = 5");
        await ShouldFailAsync("entry 4: it is not the entry that was put there");
    }

    [Fact]
    public async Task a_removed_entry_is_named()
    {
        await WriteAsync(10);
        Tamper("DELETE FROM ledger_entry WHERE id = 4");
        await ShouldFailAsync("entry 3: it is missing");
    }

    [Fact]
    public async Task swapped_entries_are_named()
    {
        await WriteAsync(10);
        Tamper("UPDATE ledger_entry SET id = -1 WHERE id = 3; UPDATE ledger_entry SET id = 3 WHERE id = 8; UPDATE ledger_entry SET id = 8 WHERE id = -1");
        await ShouldFailAsync("entry 2: ", "entry 7: ");
    }

    [Fact]
    public async Task a_cut_ledger_is_named()
    {
        await WriteAsync(10);
        Tamper("DELETE FROM ledger_entry WHERE id > 6");
        await ShouldFailAsync("entry 6: the ledger ends before it");
    }

    [Fact]
    public async Task a_ledger_cut_together_with_its_tree_is_named()
    {
        await WriteAsync(10);
        Tamper("DELETE FROM ledger_entry WHERE id > 6; UPDATE ledger_tile SET hashes = substr(hashes, 1, 6 * 32); UPDATE ledger_tree SET size = 6");
        await ShouldFailAsync("entry 6: the ledger ends before it, but checkpoint 3");
    }

    [Fact]
    public async Task a_rewritten_tail_with_a_matching_tree_is_named()
    {
        await WriteAsync(10);
        Tamper("UPDATE ledger_entry SET body = CAST(replace(body, 'school', 'schooL') AS BLOB) WHERE id = 8; DELETE FROM ledger_tile; UPDATE ledger_tree SET size = 0");
        await ShouldFailAsync("checkpoint 3: its root is not that of the first 10 entries; entries 6 to 9 are new in it");
    }

    [Fact]
    public async Task a_changed_person_is_named()
    {
        await WriteAsync(10);
        Tamper("UPDATE ledger_entry SET person = 'another' WHERE id = 2");
        await ShouldFailAsync("entry 1: it is filed under another person");
    }

    [Fact]
    public async Task changed_personal_fields_are_named()
    {
        await WriteAsync(10);
        Tamper("UPDATE ledger_entry SET sealed = randomblob(80) WHERE id = 2");
        await ShouldFailAsync("entry 1: its personal fields were changed");
    }

    [Fact]
    public async Task a_changed_tile_is_named()
    {
        await WriteAsync(300);
        Tamper("UPDATE ledger_tile SET hashes = zeroblob(length(hashes)) WHERE level = 1");
        await ShouldFailAsync("tree: its stored hashes");
    }

    [Fact]
    public async Task a_checkpoint_signed_by_another_key_is_named()
    {
        await WriteAsync(10);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = Path.Combine(_world.Folder, "other.pem");
        await File.WriteAllTextAsync(key, other.ExportSubjectPublicKeyInfoPem(), World.Soon);
        await ShouldFailAsync(["--key", key], ["checkpoint 1 (line 1): its signature"]);
    }

    [Fact]
    public async Task a_changed_checkpoint_is_named()
    {
        await WriteAsync(10);
        var file = Path.Combine(_world.Folder, "checkpoints.log");
        var lines = await File.ReadAllLinesAsync(file, World.Soon);
        lines[7] = "5";
        await File.WriteAllTextAsync(file, string.Join('\n', lines) + "\n", World.Soon);
        await ShouldFailAsync("checkpoint 2 (line 7): its signature");
    }

    [Fact]
    public async Task a_missing_file_is_a_matter_of_usage()
    {
        (await RunAsync("ledger", "verify", "--folder", Path.Combine(_world.Folder, "none"))).Code.ShouldBe(2);
        (await RunAsync("ledger", "verify", "--unknown")).Code.ShouldBe(2);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    /// <summary>Writes entries under three checkpoints.</summary>
    private async Task WriteAsync(int count)
    {
        var proposal = (await _world.Requests.ProposeAsync(_world.School, new EvidenceWish("T3", ["birth"], [], null), World.Soon)).ShouldSucceed();
        for (var index = 0; index < count; index++)
        {
            await _world.Requests.RefuseAsync(proposal, World.Maria, new GivenWording("1", "en"), World.Soon);
            if (index == count / 4 || index == count / 2)
            {
                await _world.TurnAsync();
            }
        }

        await _world.TurnAsync();
    }

    private void Tamper(string sql) => _world.Query(sql);

    private Task ShouldFailAsync(params string[] places) => ShouldFailAsync([], places);

    private async Task ShouldFailAsync(string[] options, string[] places)
    {
        var (code, said) = await VerifyAsync(options);
        foreach (var place in places)
        {
            said.ShouldContain(place);
        }

        said.ShouldContain("ledger verify: FAILED");
        code.ShouldBe(1);
    }

    private Task<(int Code, string Said)> VerifyAsync(params string[] options) =>
        RunAsync(["ledger", "verify", "--folder", _world.Folder, .. _world.Engine.LedgerOptions, .. options]);

    private async Task<(int Code, string Said)> RunAsync(params string[] words)
    {
        await using var said = new StringWriter();
        var code = await CommandLine.RunAsync(words, said, said, _world.Clock, World.Soon);
        return (code, said.ToString());
    }
}
