// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
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
    // A sealed link with the longest state and a long address stays below; anything longer is not ours.
    private const int LongestToken = 4096;

    public async ValueTask<Interaction?> MakeAsync(
        Exchange exchange, string? returnUri, string? returnState, CancellationToken cancellationToken)
    {
        if (exchange.State is not (ExchangeState.PreviewRequired or ExchangeState.Previewing) || exchange.DueAt is not { } due)
        {
            return null;
        }

        var expires = time.Now + options.Value.InteractionLifetime;
        var link = new InteractionLink(Handle.New(), exchange.Id, returnUri, returnState, expires < due ? expires : due);
        var plain = JsonSerializer.SerializeToUtf8Bytes(link, LinkJson.Default.InteractionLink);
        var box = Sealing.Seal((await keys.GetAsync(cancellationToken)).Links, plain, []);
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
            var link = JsonSerializer.Deserialize(plain, LinkJson.Default.InteractionLink)!;
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
internal sealed record InteractionLink(string Id, string ExchangeId, string? ReturnUri, string? ReturnState, DateTimeOffset ExpiresAt);

[JsonSerializable(typeof(InteractionLink))]
internal sealed partial class LinkJson : JsonSerializerContext;
