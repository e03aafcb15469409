// SPDX-License-Identifier: EUPL-1.2

using System.Net.Http.Headers;

namespace OnceOnly.Registries.Calls;

internal static class MediaTypes
{
    public const string Json = "application/json";

    /// <summary>Whether an answer is what was declared. JSON has one encoding (RFC 8259 §8.1); XML says its own.</summary>
    public static bool Match(MediaTypeHeaderValue? answered, string declared) =>
        string.Equals(answered?.MediaType, declared, StringComparison.OrdinalIgnoreCase)
        && (!declared.EndsWith("json", StringComparison.Ordinal)
            || answered!.CharSet is null
            || answered.CharSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
