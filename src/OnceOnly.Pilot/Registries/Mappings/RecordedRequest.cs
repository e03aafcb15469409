// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
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
        var query = url.Split('?', 2) is [_, var text] ? QueryHelpers.ParseQuery(text) : [];
        using var reader = new StreamReader(context.Request.Body);
        return new RecordedRequest(
            context.Request.Method, url, query, context.Request.Headers, await reader.ReadToEndAsync(context.RequestAborted));
    }
}
