// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Oots.Requesting.Requests;

namespace OnceOnly.Oots.Catalogue;

/// <summary>
/// The citizen's answers inside a provider's name, readable by this gateway only, and for the e-service only for which they were given.
/// Equal answers give it equal names, so that a name found twice is the same.
/// </summary>
internal sealed class SealedAnswers(RequestSecrets secrets)
{
    /// <summary>Of names made before they were bound to an e-service. Explicit requests may still hold one.</summary>
    private const string Unbound = "answers";
    private const int Longest = 4000;

    public async ValueTask<string?> SealAsync(IReadOnlyDictionary<string, string> answers, Finder? finder, CancellationToken cancellationToken)
    {
        if (answers.Count == 0 || finder is null)
        {
            return null;
        }

        var ordered = new SortedDictionary<string, string>(answers.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        return Base64Url.EncodeToString(await secrets.SealEqualAsync(JsonSerializer.SerializeToUtf8Bytes(ordered), ContextOf(finder), cancellationToken));
    }

    /// <returns>None where it is not ours, or another e-service's.</returns>
    public async ValueTask<IReadOnlyDictionary<string, string>> OpenAsync(string? box, Finder? finder, bool isRequested, CancellationToken cancellationToken)
    {
        var none = new Dictionary<string, string>(StringComparer.Ordinal);
        if (finder is null || box is not { Length: > 0 and <= Longest } || !Base64Url.IsValid(box))
        {
            return none;
        }

        var octets = Base64Url.DecodeFromChars(box);
        return await TryOpenAsync(octets, ContextOf(finder), cancellationToken)
            ?? (isRequested ? await TryOpenAsync(octets, Unbound, cancellationToken) : null)
            ?? none;
    }

    private async ValueTask<Dictionary<string, string>?> TryOpenAsync(byte[] box, string context, CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(await secrets.OpenAsync(box, context, cancellationToken));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string ContextOf(Finder finder) => JsonSerializer.Serialize(new[] { Unbound, finder.Tenant, finder.Client });
}
