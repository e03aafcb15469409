// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EndToEnd.Api.Hostile;

/// <summary>An address, or headers, that no honest client sends.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Spoil">Spoils the path with its query.</param>
/// <param name="Headers">Headers to add.</param>
internal sealed record HostileAddress(string Name, Func<string, string> Spoil, params (string Name, string Value)[] Headers)
{
    /// <summary>
    /// Whether it is refused before all of it was read. The connection then ends, and whoever still sends may be told so before
    /// the refusal arrives.
    /// </summary>
    public bool IsBeyondLimits { get; private init; }

    private static readonly string[] Parameters = ["id", "client_id", "request_uri", "lang", "returnUrl", "handler", "document", "procedure", "country", "state", "id_token_hint"];

    public static IReadOnlyList<HostileAddress> All { get; } =
    [
        new("a query too long", path => path + "?x=" + new string('x', 60_000)) { IsBeyondLimits = true },
        new("parameters without end", path => path + "?" + string.Join('&', Enumerable.Range(0, 1500).Select(i => "a" + i))),
        new("each parameter twice", path => Query(path, "1") + "&" + Query(string.Empty, "2")[1..]),
        new("escapes that are no UTF-8", path => Query(path, "%FF%C0%80")),
        new("escapes that are none", path => Query(path, "%zz%")),
        new("control characters", path => Query(path, "%00%0D%0A")),
        new("half a surrogate pair", path => Query(path, "%ED%A0%80")),
        new("a language that is none", path => Query(path, "xx-%27%22%3C")),
        new("a way up", path => path.Replace("any", "..%2f..%2f..%2fetc%2fpasswd", StringComparison.Ordinal)),
        new("a segment that is no UTF-8", path => path.Replace("any", "%FF%C0%80", StringComparison.Ordinal)),
        new("a segment of control characters", path => path.Replace("any", "%00%0A", StringComparison.Ordinal)),
        new("a segment too long", path => path.Replace("any", new string('x', 3000), StringComparison.Ordinal)),
        new("cookies that are none", path => path, ("Cookie", "__Host-session=\u0001%00%FF; __Host-lang=../../..; __Host-forms=CfDJ8; =; ;;;; __Host-browser=" + new string('x', 3000))),
        new("headers too large", path => path, [.. Enumerable.Range(0, 60).Select(i => ("X-Large-" + i, new string('x', 1000)))]) { IsBeyondLimits = true },
        new("headers without number", path => path, [.. Enumerable.Range(0, 300).Select(i => ("X-Many-" + i, "1"))]),
        new("languages without end", path => path, ("Accept-Language", string.Join(',', Enumerable.Range(0, 1500).Select(i => $"x{i};q=0.{i}")))),
        new("credentials that are none", path => path, ("Authorization", "DPoP \u0001"), ("DPoP", "....")),
        new("a token without end", path => path, ("Authorization", "Bearer " + new string('e', 20_000)), ("DPoP", new string('.', 5000))),
        new("a trace that is none", path => path, ("traceparent", "00-zz-zz-zz"), ("tracestate", new string('=', 1000)), ("baggage", "%%%=")),
    ];

    private static string Query(string path, string value) => path + "?" + string.Join('&', Parameters.Select(name => $"{name}={value}"));
}
