// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Registries.Mappings;

namespace OnceOnly.Registries.Tests.Mappings;

/// <summary>What is not supported fails at start, by file and key, and is never passed over.</summary>
public sealed class UnsupportedMappingTests
{
    [Theory]
    [InlineData("""{"request":{"method":"GET"},"response":{},"postServeActions":[]}""", "postServeActions is not supported")]
    [InlineData("""{"request":{"method":"GET","cookies":{}},"response":{}}""", "request.cookies is not supported")]
    [InlineData("""{"request":{"method":"get"},"response":{}}""", "request.method must be one of")]
    [InlineData("""{"request":{"url":"/a","urlPath":"/a"},"response":{}}""", "request.url stands beside another address")]
    [InlineData("""{"request":{"urlPattern":"("},"response":{}}""", "request.urlPattern is not a regular expression")]
    [InlineData("""{"request":{"headers":{"X":{"equalTo":"a","or":[]}}},"response":{}}""", "request.headers.X.or is not supported")]
    [InlineData("""{"request":{"headers":{"X":{"before":"now"}}},"response":{}}""", "request.headers.X.before must be one of")]
    [InlineData("""{"request":{"headers":{"X":{"absent":false}}},"response":{}}""", "request.headers.X.absent can only be true")]
    [InlineData("""{"request":{"queryParameters":{"X":{"contains":"a","caseInsensitive":true}}},"response":{}}""", "caseInsensitive is not supported")]
    [InlineData("""{"request":{"bodyPatterns":[{"matchesXPath":"//a"}]},"response":{}}""", "request.bodyPatterns[0].matchesXPath is not supported")]
    [InlineData("""{"request":{"bodyPatterns":[{"matchesJsonPath":"$..a"}]},"response":{}}""", "matchesJsonPath has a JSON path with more")]
    [InlineData("""{"request":{"bodyPatterns":[{"equalToJson":"{"}]},"response":{}}""", "equalToJson must be JSON")]
    [InlineData("""{"request":{"bodyPatterns":[{"equalToJson":{"a":"${json-unit.any-string}"}}]},"response":{}}""", "equalToJson must be JSON without placeholders")]
    [InlineData("""{"request":{},"response":{"proxyBaseUrl":"http://x"}}""", "response.proxyBaseUrl is not supported")]
    [InlineData("""{"request":{},"response":{"status":"200"}}""", "response.status must be a whole number")]
    [InlineData("""{"request":{},"response":{"body":"a","jsonBody":{}}}""", "response.body stands beside another body")]
    [InlineData("""{"request":{},"response":{"bodyFileName":"none.json"}}""", "response.bodyFileName names no file")]
    [InlineData("""{"request":{},"response":{"bodyFileName":"../mappings/mapping.json"}}""", "response.bodyFileName names no file")]
    [InlineData("""{"request":{},"response":{"base64Body":"*"}}""", "response.base64Body is not base64")]
    [InlineData("""{"request":{},"response":{"fault":"RANDOM_DATA_THEN_CLOSE"}}""", "response.fault can only be")]
    [InlineData("""{"request":{},"response":{"transformers":["own"]}}""", "response.transformers can only be")]
    [InlineData("""{"request":{},"response":{"body":"{{now}}","transformers":["response-template"]}}""", "response.body has {{now}}")]
    [InlineData("""{"request":{},"response":{"body":"{{request.cookies.a}}","transformers":["response-template"]}}""", "response.body has {{request.cookies.a}}")]
    [InlineData("""{"request":{},"response":{"headers":{"X":"{{{request.method}}}"},"transformers":["response-template"]}}""", "response.headers.X has")]
    [InlineData("""{"request":{},"response":{},"newScenarioState":"a"}""", "scenarioName is missing")]
    [InlineData("""{"request":{}}""", "response is missing")]
    [InlineData("""{"mappings":[{"request":{},"response":{}}],"meta":{}}""", "meta is not supported")]
    [InlineData("""{"request":{},"request":{},"response":{}}""", "is not JSON")]
    [InlineData("[]", "must be an object")]
    [InlineData("{", "is not JSON")]
    public async Task Refused_at_start(string mapping, string message)
    {
        var root = Directory.CreateTempSubdirectory("onceonly-mappings-");
        try
        {
            root.CreateSubdirectory("__files");
            var file = Path.Combine(root.CreateSubdirectory("mappings").FullName, "mapping.json");
            await File.WriteAllTextAsync(file, mapping);

            var refused = await Should.ThrowAsync<MappingFormatException>(async () => await MappingServer.StartAsync(root.FullName));

            refused.Message.ShouldContain(message);
            refused.Message.ShouldContain(Path.Combine("mappings", "mapping.json"));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
