// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EndToEnd.Crashes;

/// <summary>What somebody who owns the database can do to the ledger, and how <c>onceonly ledger verify</c> finds it out.</summary>
[Collection(nameof(CrashedGateway))]
public sealed class SpoiltLedgerTests(CrashedGateway gateway)
{
    /// <summary>Where in the ledger, in percent.</summary>
    public static TheoryData<int> Places => [0, 13, 50, 97];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_flipped_byte_is_found(int place)
    {
        var (files, id) = await CopyAsync(place);

        files.Spoil("UPDATE ledger_entry SET body = CAST(replace(CAST(body AS TEXT), '\"at\":\"2', '\"at\":\"3') AS BLOB) WHERE id = $id", id);

        await ShouldFailAtAsync(files, id - 1);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_removed_entry_is_found(int place)
    {
        var (files, id) = await CopyAsync(place);

        files.Spoil("DELETE FROM ledger_entry WHERE id = $id", id);

        await ShouldFailAtAsync(files, id - 1);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Swapped_entries_are_found(int place)
    {
        var (files, id) = await CopyAsync(place);

        files.Spoil(
            "UPDATE ledger_entry SET id = -1 WHERE id = $id; UPDATE ledger_entry SET id = $id WHERE id = $id + 1; UPDATE ledger_entry SET id = $id + 1 WHERE id = -1",
            id);

        await ShouldFailAtAsync(files, id - 1);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_truncated_ledger_is_found(int place)
    {
        var (files, id) = await CopyAsync(place);

        // Whoever cuts also lets the tree believe that it was never larger.
        files.Spoil("DELETE FROM ledger_entry WHERE id > $id; UPDATE ledger_tree SET size = $id", id);

        await ShouldFailAtAsync(files, id);
    }

    [Fact]
    public async Task An_older_copy_of_the_database_is_found()
    {
        var files = gateway.Older.CopyTo(gateway.NewFolder());
        var entries = (await files.ReadLedgerAsync()).Count;
        (await files.VerifyAsync()).ExitCode.ShouldBe(0);

        File.Copy(Path.Combine(gateway.Left.Folder, StateFiles.Checkpoints), Path.Combine(files.Folder, StateFiles.Checkpoints), overwrite: true);

        await ShouldFailAtAsync(files, entries);
    }

    private static async Task ShouldFailAtAsync(StateFiles files, long index)
    {
        var (exitCode, output) = await files.VerifyAsync();
        exitCode.ShouldBe(1, output);
        output.ShouldStartWith($"entry {index}: ");
        output.ShouldContain("ledger verify: FAILED");
    }

    private async Task<(StateFiles Files, long Id)> CopyAsync(int place)
    {
        var files = gateway.Left.CopyTo(gateway.NewFolder());
        var entries = (await files.ReadLedgerAsync()).Count;
        return (files, 1 + (entries * place / 100));
    }
}
