// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>A request as it came: path and query not yet decoded.</summary>
internal sealed record RecordedRequest(
    string Method, string Url, IReadOnlyDictionary<string, StringValues> Query, IHeaderDictionary Headers, string Body)
{
    public string Path => Url.Split('?', 2)[0];

    public static async Task<RecordedRequest> ReadAsync(HttpContext context)
    {
        var url = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var reader = new StreamReader(context.Request.Body);
        return new RecordedRequest(
            context.Request.Method, url, QueryOf(url), context.Request.Headers, await reader.ReadToEndAsync(context.RequestAborted));
    }

    /// <summary>Decoded, names as they are written: <c>N</c> is not <c>n</c>.</summary>
    private static Dictionary<string, StringValues> QueryOf(string url) =>
        url.Split('?', 2).Skip(1)
            .SelectMany(query => query.Split('&', StringSplitOptions.RemoveEmptyEntries))
            .Select(pair => pair.Split('=', 2))
            .GroupBy(pair => Decoded(pair[0]), pair => Decoded(pair.ElementAtOrDefault(1) ?? string.Empty), StringComparer.Ordinal)
            .ToDictionary(values => values.Key, values => new StringValues([.. values]), StringComparer.Ordinal);

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
