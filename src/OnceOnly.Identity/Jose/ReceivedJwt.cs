// SPDX-License-Identifier: EUPL-1.2

using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.Jose;

/// <summary>
/// A signed JSON Web Token from outside, read strictly: three parts of canonical base64url, two JSON objects
/// (<see cref="StrictJson"/>), no <c>crit</c>. Reading says nothing about its signature; see <see cref="JwtSignature"/>.
/// </summary>
internal sealed class ReceivedJwt
{
    private const double LargestSeconds = 253402300799; // 9999-12-31T23:59:59Z

    private static readonly SearchValues<char> Base64UrlCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private ReceivedJwt(JsonElement header, JsonElement payload, byte[] signingInput, byte[] signature)
    {
        Header = header;
        Payload = payload;
        SigningInput = signingInput;
        Signature = signature;
    }

    public JsonElement Header { get; }

    public JsonElement Payload { get; }

    /// <summary>The bytes that are signed: header and payload as they were sent.</summary>
    public byte[] SigningInput { get; }

    public byte[] Signature { get; }

    public string? Algorithm => Header.Text("alg");

    public string? Type => Header.Text("typ");

    public string? KeyId => Header.Text("kid");

    public static bool TryRead(string? encoded, int maxLength, [NotNullWhen(true)] out ReceivedJwt? jwt)
    {
        jwt = null;
        if (encoded is null || encoded.Length > maxLength || encoded.Split('.', 4) is not [var head, var body, { Length: > 0 } signature])
        {
            return false;
        }

        if (TryReadObject(head, out var header) && TryReadObject(body, out var payload) && TryDecode(signature, out var bytes) && !header.TryGetProperty("crit", out _))
        {
            jwt = new ReceivedJwt(header, payload, Encoding.ASCII.GetBytes(encoded, 0, head.Length + 1 + body.Length), bytes);
        }

        return jwt is not null;
    }

    /// <summary>A claim that is a string; null when absent or anything else.</summary>
    public string? Text(string claim) => Payload.Text(claim);

    /// <summary>A claim that is a NumericDate.</summary>
    /// <returns>False when absent or anything else.</returns>
    public bool TryTime(string claim, out DateTimeOffset time)
    {
        time = default;
        if (!Payload.TryGetProperty(claim, out var value) || value.ValueKind != JsonValueKind.Number
            || !value.TryGetDouble(out var seconds) || seconds is not (>= 0 and <= LargestSeconds))
        {
            return false;
        }

        time = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        return true;
    }

    /// <summary>Whether a time claim, if there at all, is a NumericDate that satisfies the condition.</summary>
    public bool HasNoTimeAgainst(string claim, Func<DateTimeOffset, bool> condition) =>
        !Payload.TryGetProperty(claim, out _) || (TryTime(claim, out var time) && condition(time));

    private static bool TryReadObject(string part, out JsonElement json)
    {
        json = default;
        return TryDecode(part, out var bytes) && StrictJson.TryParse(bytes, out json) && json.ValueKind == JsonValueKind.Object;
    }

    /// <remarks>The framework's decoder alone is lenient about white space and padding.</remarks>
    internal static bool TryDecode(string part, out byte[] bytes)
    {
        bytes = [];
        if (part.AsSpan().ContainsAnyExcept(Base64UrlCharacters) || !Base64Url.IsValid(part))
        {
            return false;
        }

        bytes = Base64Url.DecodeFromChars(part);
        return true;
    }
}
