// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.InteropServices;
using System.Text.Json;
using OnceOnly.Identity.Jose;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>A connector's public keys, and whether one of them signed a token.</summary>
internal sealed class OidcKeys
{
    private const int LargestSet = 32;

    private readonly List<OidcKey> _keys;

    private OidcKeys(List<OidcKey> keys) => _keys = keys;

    /// <summary>Algorithms that configuration may name. None without a key pair: a secret would be the connector's to forge with.</summary>
    public static IReadOnlyList<string> Known { get; } =
        ["ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512"];

    public static IReadOnlyList<string> Default { get; } = ["ES256", "ES384", "ES512", "PS256", "PS384", "PS512"];

    /// <summary>Reads key by key: one that cannot be read leaves the others as good as they are (RFC 7517 §5).</summary>
    /// <returns>Null when it is no key set.</returns>
    public static OidcKeys? Read(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("keys", out var keys) && keys.ValueKind == JsonValueKind.Array
                ? new OidcKeys([.. keys.EnumerateArray().Select(Key).OfType<OidcKey>().Take(LargestSet)])
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a member name beside the keys that is no Unicode.
            return null;
        }
    }

    /// <summary>Whether one of the keys signed it, by an algorithm of its own kind. Which ones may be used at all is checked before.</summary>
    public bool Signed(ReceivedJwt jwt) => _keys.Exists(key => key.Signed(jwt));

    private static OidcKey? Key(JsonElement key) =>
        key.ValueKind == JsonValueKind.Object && StrictJson.TryParse(JsonMarshal.GetRawUtf8Value(key).ToArray(), out var jwk)
            ? OidcKey.Read(jwk)
            : null;
}
