// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;

namespace OnceOnly.Registries.Tests.Mappings;

/// <summary>A request that is sent to two servers.</summary>
internal sealed record AskedRequest(string Method, string Url, string? Body = null, params (string Name, string Value)[] Headers)
{
    /// <summary>What of an answer a mapping declares, as one text that can be compared.</summary>
    public async Task<string> SentToAsync(HttpClient client, Uri server)
    {
        // The address goes out as it stands: Uri would tidy it.
        using var request = new HttpRequestMessage(
            new HttpMethod(Method), new Uri(server.AbsoluteUri.TrimEnd('/') + Url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        request.Content = Body is null ? null : new StringContent(Body, System.Text.Encoding.UTF8, "application/json");
        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var response = await client.SendAsync(request);
            var bytes = await response.Content.ReadAsByteArrayAsync();
            var headers = response.Headers.Concat(response.Content.Headers)
                .Where(header => header.Key is "Content-Type" or "Retry-After" or "WWW-Authenticate" || header.Key.StartsWith("X-", StringComparison.Ordinal))
                .OrderBy(header => header.Key, StringComparer.Ordinal)
                .Select(header => $"{header.Key}={string.Join(',', header.Value)}");
            return $"{(int)response.StatusCode} [{string.Join("; ", headers)}] {BodyOf(bytes)}";
        }
        catch (HttpRequestException)
        {
            return "no answer";
        }
        catch (TaskCanceledException)
        {
            return "silence";
        }
    }

    /// <summary>What each server says when no mapping answers is its own.</summary>
    public static bool NothingAnswered(string answer) =>
        answer.StartsWith("404", StringComparison.Ordinal)
        && (answer.Contains("Request was not matched", StringComparison.Ordinal) || answer.Contains("No mapping answers", StringComparison.Ordinal));

    public override string ToString() => $"{Method} {Url} {Body} {string.Join(' ', Headers)}";

    private static string BodyOf(byte[] bytes)
    {
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        return bytes.Length < 10_000 && System.Text.Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(bytes)
            ? text
            : $"{bytes.Length} bytes {Convert.ToHexString(SHA256.HashData(bytes))}";
    }
}
