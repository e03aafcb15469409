// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using OnceOnly.Oots.Requesting.Requests;

namespace OnceOnly.Oots.Catalogue;

/// <summary>
/// The citizen's answers inside a provider's name, readable by this gateway only. Equal answers give equal names, so that a name found
/// twice is the same.
/// </summary>
internal sealed class SealedAnswers(RequestSecrets secrets)
{
    private const string Context = "answers";
    private const int Longest = 4000;

    public async ValueTask<string?> SealAsync(IReadOnlyDictionary<string, string> answers, CancellationToken cancellationToken)
    {
        if (answers.Count == 0)
        {
            return null;
        }

        var ordered = new SortedDictionary<string, string>(answers.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        return Base64Url.EncodeToString(await secrets.SealEqualAsync(JsonSerializer.SerializeToUtf8Bytes(ordered), Context, cancellationToken));
    }

    /// <returns>None where it is not ours.</returns>
    public async ValueTask<IReadOnlyDictionary<string, string>> OpenAsync(string? box, CancellationToken cancellationToken)
    {
        var none = new Dictionary<string, string>(StringComparer.Ordinal);
        if (box is not { Length: > 0 and <= Longest } || !Base64Url.IsValid(box))
        {
            return none;
        }

        try
        {
            var plain = await secrets.OpenAsync(Base64Url.DecodeFromChars(box), Context, cancellationToken);
            return JsonSerializer.Deserialize<Dictionary<string, string>>(plain) ?? none;
        }
        catch (CryptographicException)
        {
            return none;
        }
    }
}
