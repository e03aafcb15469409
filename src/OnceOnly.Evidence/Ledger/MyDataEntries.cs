// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.Ledger;

/// <summary>Finds the entries about a person that somebody may see, and says who acted.</summary>
internal sealed class MyDataEntries(ILedgerStore ledger, LogKeys logKeys)
{
    private const int Most = 200;
    private const int SaltSize = LedgerRecorder.SaltSize;

    public async Task<IReadOnlyList<MyDataEntry>> FindAsync(
        PersonReference reference, Standing standing, int skip, int take, CancellationToken cancellationToken)
    {
        var keys = (await logKeys.FindAllAsync(reference.Subject, cancellationToken)).ToDictionary(key => key.Alias, StringComparer.Ordinal);
        string[] aliases = [.. keys.Keys];
        take = Math.Min(take, Most);
        if (standing.SeesAll)
        {
            var records = await ledger.FindAsync(aliases, skip, take, cancellationToken);
            return Describe(records, keys, await ledger.FindAsync(aliases, skip + records.Count, Most, cancellationToken));
        }

        // Natural persons have few entries, so the representation is looked for among them.
        var acting = keys.Values.Select(key => key.ActingAlias(reference)).ToHashSet(StringComparer.Ordinal);
        var found = new List<StoredRecord>();
        for (var offset = 0; found.Count < skip + take; offset += Most)
        {
            var batch = await ledger.FindAsync(aliases, offset, Most, cancellationToken);
            found.AddRange(batch.Where(record => LedgerJson.Read(record.Body).Acting is { } alias && acting.Contains(alias)));
            if (batch.Count < Most)
            {
                break;
            }
        }

        return Describe([.. found.Skip(skip).Take(take)], keys, found);
    }

    private static MyDataEntry[] Describe(
        IReadOnlyList<StoredRecord> records, Dictionary<string, LogKey> keys, IReadOnlyList<StoredRecord> around)
    {
        var entries = records.Select(record => (Record: record, Entry: LedgerJson.Read(record.Body))).ToArray();

        // Entries that tell the name, on this page or a little before, tell whose alias it is in those that do not.
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var telling = entries.All(item => item.Entry.Acting is null)
            ? []
            : entries.Concat(around.Select(record => (Record: record, Entry: LedgerJson.Read(record.Body))));
        foreach (var (record, entry) in telling)
        {
            if (entry is { Acting: { } alias, Person: { } person } && !names.ContainsKey(alias) && NameIn(record, keys[person]) is { } name)
            {
                names.Add(alias, name);
            }
        }

        return [.. entries.Select(item => Describe(item.Record, item.Entry, item.Entry.Acting is { } acting ? names.GetValueOrDefault(acting) : null))];
    }

    private static string? NameIn(StoredRecord record, LogKey key) => record.Sealed is { } box
        ? JsonSerializer.Deserialize(Sealing.Open(key.Sealing, box, LedgerRecorder.SealingContext).AsSpan(SaltSize), LedgerJson.Default.PersonalFields)?.RepresentativeName
        : null;

    private static MyDataEntry Describe(StoredRecord record, LedgerEntry entry, string? representative) => new(
        record.Index,
        entry.At,
        LedgerJson.EventOf(entry),
        entry.About?.Client ?? entry.About?.Requester,
        entry.About?.Tenant,
        entry.About?.Procedure,
        entry.About?.EvidenceType,
        entry.About?.Provider,
        entry.Outcome,
        entry.About?.ExplicitRequest,
        entry.Acting is not null,
        representative);
}
