// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Text.Json.Nodes;

namespace OnceOnly.Identity.Tests.Harness;

/// <summary>An answer of a back-channel endpoint.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonObject Json, HttpResponseMessage Response)
{
    public string? Error => Json["error"]?.ToString();

    public string? this[string name] => Json[name]?.ToString();

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, body is ['{', ..] ? JsonNode.Parse(body)!.AsObject() : [], response);
    }
}
