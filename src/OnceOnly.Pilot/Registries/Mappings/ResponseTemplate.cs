// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>Text in which <c>{{…}}</c> stands for something of the request. Values are not escaped.</summary>
internal sealed partial class ResponseTemplate
{
    private readonly List<Func<RecordedRequest, string>> parts = [];

    /// <summary>A text that stays as it is.</summary>
    private ResponseTemplate(string text) => parts.Add(_ => text);

    private ResponseTemplate()
    {
    }

    public static ResponseTemplate Literal(string text) => new(text);

    public static ResponseTemplate Read(MappingObject source, string key, string text)
    {
        var template = new ResponseTemplate();
        var end = 0;
        foreach (Match match in Expression().Matches(text))
        {
            var literal = text[end..match.Index];
            template.parts.Add(_ => literal);
            template.parts.Add(Value(source, key, match.Groups["expression"].Value.Trim()));
            end = match.Index + match.Length;
        }

        var rest = text[end..];
        if (rest.Contains("{{", StringComparison.Ordinal) || text.Contains("{{{", StringComparison.Ordinal))
        {
            throw source.Fault(key, "has a {{ without }}, or {{{");
        }

        template.parts.Add(_ => rest);
        return template;
    }

    public string Fill(RecordedRequest request)
    {
        var filled = new StringBuilder();
        foreach (var part in parts)
        {
            filled.Append(part(request));
        }

        return filled.ToString();
    }

    private static Func<RecordedRequest, string> Value(MappingObject source, string key, string expression)
    {
        if (BodyPath().Match(expression) is { Success: true } body)
        {
            var path = JsonPath.Read(source, key, body.Groups["path"].Value);
            return request => InBody(path, request.Body);
        }

        var match = RequestPart().Match(expression);
        var name = match.Groups["name"].Value;
        var index = match.Groups["index"].Success ? int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture) : 0;
        return match.Success ? match.Groups["part"].Value switch
        {
            "method" => request => request.Method,
            "url" => request => request.Url,
            "path" when !match.Groups["index"].Success => request => Uri.UnescapeDataString(request.Path),
            "path" => request => Uri.UnescapeDataString(request.Path[1..].Split('/').ElementAtOrDefault(index) ?? string.Empty),
            "query" => request => request.Query.GetValueOrDefault(name).ElementAtOrDefault(index) ?? string.Empty,
            _ => request => request.Headers[name].FirstOrDefault() ?? string.Empty,
        }
        : throw source.Fault(key, $"has {{{{{expression}}}}}, which is not supported");
    }

    private static string InBody(JsonPath path, string body)
    {
        try
        {
            return path.Find(JsonNode.Parse(body)) switch
            {
                null => string.Empty,
                JsonValue value => JsonPath.TextOf(value)!,
                _ => throw new NotSupportedException("jsonPath in a response finds texts, numbers and booleans only."),
            };
        }
        catch (JsonException)
        {
            return string.Empty;
        }
    }

    [GeneratedRegex(@"\{\{(?<expression>[^{}]*)\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expression();

    [GeneratedRegex(@"^jsonPath request\.body '(?<path>[^{}]+)'\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BodyPath();

    [GeneratedRegex(
        @"^request\.((?<part>method|url)|(?<part>path)(\.\[(?<index>[0-9]{1,3})\])?|(?<part>query)\.(?<name>[A-Za-z0-9_-]+)(\.\[(?<index>[0-9]{1,3})\])?|(?<part>headers)\.(?<name>[A-Za-z0-9-]+))\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RequestPart();
}
