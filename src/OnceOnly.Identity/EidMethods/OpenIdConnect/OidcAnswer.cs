// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Text;
using System.Text.Json;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.EidMethods.OpenIdConnect;

/// <summary>What an endpoint of a connector answered.</summary>
/// <param name="Status">Its status, which is no failure of the connector's own.</param>
/// <param name="MediaType">What it says it is.</param>
/// <param name="Body">Its body. JSON is UTF-8, whatever character set the answer claims.</param>
internal sealed record OidcAnswer(HttpStatusCode Status, string? MediaType, byte[] Body)
{
    /// <summary>The token of a success, where the answer is one.</summary>
    public string? Token => Status == HttpStatusCode.OK && string.Equals(MediaType, "application/jwt", StringComparison.OrdinalIgnoreCase)
        ? Encoding.ASCII.GetString(Body)
        : null;

    /// <summary>The JSON object of a success.</summary>
    public bool TryReadSuccess(out JsonElement json)
    {
        json = default;
        return Status == HttpStatusCode.OK && StrictJson.TryParse(Body, out json) && json.ValueKind == JsonValueKind.Object;
    }

    /// <summary>The <c>error</c> of a failure (RFC 6749 §5.2); null when there is none that looks like one.</summary>
    public string? Error => StrictJson.TryParse(Body, out var json)
        && json.Text("error") is { Length: <= 64 } error && error.All(character => char.IsAsciiLetter(character) || character == '_')
        ? error
        : null;
}
