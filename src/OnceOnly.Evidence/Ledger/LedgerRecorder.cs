// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text.Json;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.Ledger;

/// <summary>Turns an entry into its canonical bytes, with the person's alias and sealed personal fields.</summary>
internal sealed class LedgerRecorder(LogKeys keys, TimeProvider clock)
{
    /// <summary>Bytes of salt before the sealed fields.</summary>
    public const int SaltSize = 16;

    public static ReadOnlySpan<byte> SealingContext => "ledger"u8;

    /// <summary>Now, to the millisecond that is stored.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    public ValueTask<LedgerRecord> RecordAsync(LedgerEntry entry, ExplicitRequest request, CancellationToken cancellationToken) =>
        RecordAsync(entry with { About = EntryContexts.Of(request) }, request.Person, cancellationToken);

    public ValueTask<LedgerRecord> RecordAsync(
        LedgerEntry entry, ExplicitRequest request, Exchange exchange, CancellationToken cancellationToken, PersonalFields? personal = null) =>
        RecordAsync(entry with { About = EntryContexts.Of(request, exchange) }, request.Person, cancellationToken, personal);

    /// <param name="entry">What happened.</param>
    /// <param name="person">To whose data, and who acted; null when it is about nobody.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="personal">What of it is personal.</param>
    public async ValueTask<LedgerRecord> RecordAsync(
        LedgerEntry entry, PersonReference? person, CancellationToken cancellationToken, PersonalFields? personal = null)
    {
        entry = entry with { At = Now };
        if (person is null)
        {
            return new LedgerRecord(null, LedgerJson.Write(entry), null);
        }

        var key = await keys.GetAsync(person.Subject, entry.At, cancellationToken);
        entry = entry with { Person = key.Alias, Acting = key.ActingAlias(person) };
        if (personal is null)
        {
            return new LedgerRecord(key.Alias, LedgerJson.Write(entry), null);
        }

        var plain = Salted(personal);
        var box = Sealing.Seal(key.Sealing, plain, SealingContext);
        entry = entry with { Personal = new SealedFields(Digest(plain), Digest(box)) };
        return new LedgerRecord(key.Alias, LedgerJson.Write(entry), box);
    }

    private static byte[] Salted(PersonalFields personal)
    {
        var fields = JsonSerializer.SerializeToUtf8Bytes(personal, LedgerJson.Default.PersonalFields);
        var plain = new byte[SaltSize + fields.Length];
        RandomNumberGenerator.Fill(plain.AsSpan(0, SaltSize));
        fields.CopyTo(plain.AsSpan(SaltSize));
        return plain;
    }

    private static string Digest(byte[] content) => Convert.ToBase64String(SHA256.HashData(content));
}
