// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Ledger;

namespace OnceOnly.Evidence.Exchanges;

/// <summary>
/// What an exchange keeps of its documents to tell whether an acknowledgement is theirs, also when the copy is gone:
/// their digests under the person's log key, because a bare digest would confirm a guess at a short record.
/// </summary>
internal sealed class DocumentsDigest(LogKeys keys)
{
    private const byte Form = 2;

    public async ValueTask<byte[]> OfAsync(
        ExplicitRequest request, Exchange exchange, IEnumerable<ReadOnlyMemory<byte>> sha256, CancellationToken cancellationToken)
    {
        // The exchange's first month: its key lives for as long as the exchange is kept.
        var key = await keys.GetAsync(request.Person.Subject, exchange.CreatedAt, cancellationToken);
        using var keyed = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Digests);
        keyed.AppendData(Encoding.UTF8.GetBytes(exchange.Id));
        foreach (var digest in sha256)
        {
            keyed.AppendData(digest.Span);
        }

        return [Form, .. keyed.GetHashAndReset()];
    }

    public async ValueTask<bool> IsOfAsync(
        ExplicitRequest request, Exchange exchange, IReadOnlyList<ReadOnlyMemory<byte>> sha256, CancellationToken cancellationToken) =>
        sha256.All(digest => digest.Length == SHA256.HashSizeInBytes)
        && exchange.DocumentsDigest is { } known
        && CryptographicOperations.FixedTimeEquals(await OfAsync(request, exchange, sha256, cancellationToken), known);
}
