// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Tests.Mappings;

/// <summary>Requests that meet, and just miss, each mapping in <c>every-feature</c>.</summary>
internal static class FeatureRequests
{
    public static IEnumerable<AskedRequest> All =>
    [
        .. Get(
            "/equal-priority", "/priority", "/alone", "/nowhere",
            "/url?a=1&b=2", "/url?b=2&a=1", "/url-pattern/12?x=1", "/url-pattern/12?x=1&y", "/url-pattern/a?x=1", "/url-pattern/12",
            "/path-pattern/12?z=1", "/path-pattern/12/", "/encoded/a%2Fb", "/encoded/a/b", "/any", "/any?x=1", "/no-method", "/delete",
            "/query/equal?n=O%27Brien%20%26%20%C3%85", "/query/equal?n=O'Brien+%26+%C3%85", "/query/equal?n=o%27brien%20%26%20%C3%85", "/query/equal",
            "/query/equal?n=x&n=O%27Brien%20%26%20%C3%85", "/query/equal-any-case?n=aBc", "/query/contains?n=abbc", "/query/contains?n=BB", "/query/contains?n",
            "/query/matches?n=aa", "/query/matches?n=aab", "/query/matches?n=b&n=a", "/query/matches", "/query/does-not-match?n=b",
            "/query/does-not-match?n=a", "/query/does-not-match", "/query/does-not-match?n=a&n=b", "/query/absent", "/query/absent?n=", "/query/absent?N=1",
            "/response/nothing", "/response/status", "/response/json", "/response/base64", "/response/file", "/response/delayed", "/response/no-template",
            "/template/a%20b/c?x=1%202&y=1&y=2&x=%3Cb%3E%22%26%27", "/template/", "/template/%C3%85", "/template-file?x=%3C1", "/template-file",
            "/fault/reset", "/fault/empty", "/fault/chunk",
            "/scenario", "/scenario", "/scenario", "/scenario", "/scenario-jump", "/scenario"),
        new("HEAD", "/any"),
        new("PUT", "/any", "x"),
        new("DELETE", "/no-method"),
        new("DELETE", "/delete"),
        new("GET", "/headers"),
        new("GET", "/headers", null, ("x-key", "v")),
        new("GET", "/headers", null, ("X-Key", "V")),
        new("GET", "/headers", null, ("X-Key", "v"), ("X-Other", "1")),
        new("GET", "/headers/contains", null, ("X-Key", "a"), ("X-Key", "bv")),
        new("GET", "/template/x", null, ("X-Key", "given")),
        .. Post("/body/equal", "x", "X", ""),
        .. Post("/body/contains-and-matches", "xyz\nq", "q xyz", "xyz"),
        .. Post(
            "/json/equal", """{"a":1,"b":[1,2],"c":"x"}""", """{"c":"x","b":[1,2],"a":1}""", """{"c":"x","b":[2,1],"a":1}""",
            """{"a":1.0,"b":[1,2],"c":"x"}""", """{"a":1,"b":[1,2],"c":"x","d":0}""", """{"a":"1","b":[1,2],"c":"x"}""", "nothing", ""),
        .. Post("/json/null", """{"a":null}""", "{}", """{"a":0}"""),
        .. Post("/json/as-text", """{"a":{"b":[1,2]}}""", """{"a":{"b":[1]}}""", """{"a":[1,2]}"""),
        .. Post("/json/extra", Arrays),
        .. Post("/json/order", Arrays),
        .. Post(
            "/json/extra-and-order", """{"a":1,"b":[{"x":2},{"x":1}]}""", """{"a":1,"b":[{"x":2,"y":0},{"x":1},{"x":3}],"c":0}""",
            """{"a":1,"b":[{"x":1},{"x":1}]}""", """{"a":1,"b":[{"x":1}]}""", """{"b":[{"x":1},{"x":2}]}"""),
        .. Post(
            "/path/there", """{"a":{"b":1}}""", """{"a":{"b":null}}""", """{"a":{"b":[]}}""", """{"a":{"b":{}}}""", """{"a":{"b":""}}""",
            """{"a":{"b":false}}""", """{"a":{}}""", """{"a":{"b":[1]}}""", "[]", "x"),
        .. Post("/path/equal", Values),
        .. Post("/path/absent", Values),
        .. Post("/path/matches", Values),
        .. Post("/path/contains", """{"a":[{"b":"axb"}]}""", """{"a":[{"b":"ab"}]}""", """{"a":[]}""", """{"a":[{"b":["x"]}]}"""),
        .. Post("/template-json", """{"a":1}""", """{"a":"é'","b":[0,true]}""", """{"a":null}""", "{}", "x", ""),
        .. Post("/template-text", """{"a":"<\"&'é"}""", """{"a":1}""", """{"a":true}""", """{"a":null}""", "x"),
    ];

    private static string[] Arrays =>
    [
        """{"a":1,"b":[1,2]}""", """{"a":1,"b":[2,1]}""", """{"a":1,"b":[1,2,3]}""", """{"a":1,"b":[3,1,2]}""", """{"a":1,"b":[2,1,3],"z":1}""",
        """{"a":1,"b":[1]}""", """{"b":[1,2]}""", """{"a":1,"b":[1,1,2]}""", """{"a":1,"b":[1,2],"z":{}}""",
    ];

    private static string[] Values =>
        ["""{"a":1}""", """{"a":"1"}""", """{"a":1.0}""", """{"a":[1]}""", """{"a":null}""", "{}", """{"a":true}""", """{"a":[1,2]}""", """{"a":{"b":1}}"""];

    private static IEnumerable<AskedRequest> Get(params string[] urls) => urls.Select(url => new AskedRequest("GET", url));

    private static IEnumerable<AskedRequest> Post(string url, params string[] bodies) => bodies.Select(body => new AskedRequest("POST", url, body));
}
