// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>Which requests a mapping answers: those that all of it matches.</summary>
internal sealed record RequestPattern(
    string? Method,
    UrlPattern Url,
    IReadOnlyDictionary<string, TextPattern> Query,
    IReadOnlyDictionary<string, TextPattern> Headers,
    IReadOnlyList<BodyPattern> Body)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "ANY"];

    public static RequestPattern Read(MappingObject request)
    {
        var method = request.Text("method");
        if (method is not null && !Methods.Contains(method))
        {
            throw request.Fault("method", "must be one of " + string.Join(", ", Methods));
        }

        var pattern = new RequestPattern(
            method is "ANY" ? null : method,
            UrlPattern.Read(request),
            ByName(request.Object("queryParameters")),
            ByName(request.Object("headers")),
            [.. request.Objects("bodyPatterns").Select(BodyPattern.Read)]);
        request.End();
        return pattern;
    }

    public bool Matches(RecordedRequest asked) =>
        (Method is null || Method == asked.Method)
        && Url.Matches(asked)
        && Query.All(query => query.Value.Matches(asked.Query.GetValueOrDefault(query.Key)))
        && Headers.All(header => header.Value.Matches(asked.Headers[header.Key]))
        && Body.All(body => body.Matches(asked.Body));

    private static Dictionary<string, TextPattern> ByName(MappingObject? patterns) =>
        patterns?.Keys.ToDictionary(name => name, name => TextPattern.Read(patterns.Object(name)!), StringComparer.Ordinal) ?? [];
}
