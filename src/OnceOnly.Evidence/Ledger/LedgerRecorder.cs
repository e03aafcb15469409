// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text.Json;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Ledger.Entries;

namespace OnceOnly.Evidence.Ledger;

/// <summary>Turns an entry into its canonical bytes, with the person's alias and sealed personal fields.</summary>
internal sealed class LedgerRecorder(LogKeys keys, TimeProvider clock)
{
    private const int SaltSize = 16;

    /// <summary>Now, to the millisecond that is stored.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    public ValueTask<LedgerRecord> RecordAsync(LedgerEntry entry, ExplicitRequest request, CancellationToken cancellationToken) =>
        RecordAsync(entry with { About = EntryContexts.Of(request) }, request.Person.Subject, cancellationToken);

    public ValueTask<LedgerRecord> RecordAsync(
        LedgerEntry entry, ExplicitRequest request, Exchange exchange, CancellationToken cancellationToken, PersonalFields? personal = null) =>
        RecordAsync(entry with { About = EntryContexts.Of(request, exchange) }, request.Person.Subject, cancellationToken, personal);

    public async ValueTask<LedgerRecord> RecordAsync(
        LedgerEntry entry, string? subject, CancellationToken cancellationToken, PersonalFields? personal = null)
    {
        entry = entry with { At = Now };
        if (subject is null)
        {
            return new LedgerRecord(null, LedgerJson.Write(entry), null);
        }

        var key = await keys.GetAsync(subject, entry.At, cancellationToken);
        entry = entry with { Person = key.Alias };
        if (personal is null)
        {
            return new LedgerRecord(key.Alias, LedgerJson.Write(entry), null);
        }

        var plain = Salted(personal);
        var box = Sealing.Seal(key.Sealing, plain, "ledger"u8);
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
