// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Identity.State;

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>
/// Over REST the documents of one evidence leave one by one, perhaps from different instances. Which ones have left is
/// remembered as marks that are only ever added; the exchange is delivered when none is missing.
/// </summary>
internal sealed class PartialDeliveries(IProtocolStore store, TimeProvider time)
{
    private const string Kind = "document-left";
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    /// <summary>Marks the document as gone.</summary>
    /// <returns>Whether it was the last one outstanding.</returns>
    public async Task<bool> IsCompleteAsync(string exchangeId, DocumentInfo left, IReadOnlyList<DocumentInfo> all)
    {
        if (all.Count == 1)
        {
            return true;
        }

        var mark = new ProtocolItem(Kind, KeyOf(exchangeId, left), Family: null, Payload: default, time.GetUtcNow() + Remembered);
        await store.TryAddAsync(mark, CancellationToken.None);
        foreach (var document in all)
        {
            if (await store.FindAsync(Kind, KeyOf(exchangeId, document), CancellationToken.None) is null)
            {
                return false;
            }
        }

        return true;
    }

    private static string KeyOf(string exchangeId, DocumentInfo document) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(exchangeId + "/" + document.Id)));
}
