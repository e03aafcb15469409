// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>Which addresses a mapping answers; undecoded, as they came.</summary>
internal sealed record UrlPattern(Func<RecordedRequest, bool> Matches)
{
    private static readonly string[] Kinds = ["url", "urlPath", "urlPattern", "urlPathPattern"];

    public static UrlPattern Read(MappingObject request)
    {
        if (request.Keys.Count(Kinds.Contains) > 1)
        {
            throw request.Fault(request.Keys.First(Kinds.Contains), "stands beside another address");
        }

        if (request.Text("url") is { } url)
        {
            return new UrlPattern(asked => asked.Url == url);
        }

        if (request.Text("urlPath") is { } path)
        {
            return new UrlPattern(asked => asked.Path == path);
        }

        if (request.Text("urlPattern") is { } urlForm)
        {
            var whole = TextPattern.Whole(request, "urlPattern", urlForm);
            return new UrlPattern(asked => whole.IsMatch(asked.Url));
        }

        if (request.Text("urlPathPattern") is { } pathForm)
        {
            var whole = TextPattern.Whole(request, "urlPathPattern", pathForm);
            return new UrlPattern(asked => whole.IsMatch(asked.Path));
        }

        return new UrlPattern(_ => true);
    }
}
