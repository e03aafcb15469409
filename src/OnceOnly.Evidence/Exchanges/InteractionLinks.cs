// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using OnceOnly.Evidence.Keys;
using OnceOnly.Evidence.Ledger;
using Microsoft.Extensions.Options;

namespace OnceOnly.Evidence.Exchanges;

/// <summary>
/// Links that bring a person to an exchange. A link carries what it means, sealed, so that making one writes nothing;
/// opening it uses up its identifier.
/// </summary>
internal sealed class InteractionLinks(GatewayKeys keys, LedgerRecorder time, IOptions<EvidenceOptions> options)
{
    // Longest UTF-8 of a state and an address, identifiers, times, nonce and tag; anything longer is not ours.
    private const int LongestLink = 3 * RequestEvidenceCommand.LongestState + RequestEvidenceCommand.LongestReturnUri + 256;

    private static readonly int LongestToken = Base64Url.GetEncodedLength(LongestLink);

    public async ValueTask<Interaction?> MakeAsync(
        Exchange exchange, string? returnUri, string? returnState, CancellationToken cancellationToken)
    {
        if (exchange.State is not (ExchangeState.PreviewRequired or ExchangeState.Previewing) || exchange.DueAt is not { } due)
        {
            return null;
        }

        var expires = time.Now + options.Value.InteractionLifetime;
        var link = new InteractionLink(Handle.New(), exchange.Id, returnUri, returnState, expires < due ? expires : due);
        var box = Sealing.Seal((await keys.GetAsync(cancellationToken)).Links, link.ToBytes(), []);
        return new Interaction(Base64Url.EncodeToString(box), link.ExpiresAt);
    }

    /// <returns>Null for anything that is not a link of ours, or is too old.</returns>
    public async ValueTask<InteractionLink?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length > LongestToken || !Base64Url.IsValid(token))
        {
            return null;
        }

        try
        {
            var plain = Sealing.Open((await keys.GetAsync(cancellationToken)).Links, Base64Url.DecodeFromChars(token), []);
            var link = InteractionLink.Read(plain);
            return link.ExpiresAt > time.Now ? link : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <param name="Id">Used up when it is opened.</param>
/// <param name="ExchangeId">What to act on.</param>
/// <param name="ReturnUri">Where to return to.</param>
/// <param name="ReturnState">What to give back.</param>
/// <param name="ExpiresAt">From then on it opens nothing.</param>
internal sealed record InteractionLink(string Id, string ExchangeId, string? ReturnUri, string? ReturnState, DateTimeOffset ExpiresAt)
{
    /// <summary>Plain UTF-8 without escapes: the link travels in a URL, where every byte counts.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(ExpiresAt.UtcTicks);
        writer.Write(Id);
        writer.Write(ExchangeId);
        Write(writer, ReturnUri);
        Write(writer, ReturnState);
        return bytes.ToArray();
    }

    /// <summary>What <see cref="ToBytes"/> wrote.</summary>
    public static InteractionLink Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var expires = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);
        return new InteractionLink(reader.ReadString(), reader.ReadString(), ReadOptional(reader), ReadOptional(reader), expires);
    }

    private static void Write(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
        {
            writer.Write(text);
        }
    }

    private static string? ReadOptional(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;
}
