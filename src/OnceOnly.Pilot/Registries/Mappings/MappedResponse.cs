// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;

namespace OnceOnly.Pilot.Registries.Mappings;

/// <summary>What a mapping answers with.</summary>
internal sealed record MappedResponse(
    int Status,
    IReadOnlyList<KeyValuePair<string, ResponseTemplate>> Headers,
    MappedBody Body,
    TimeSpan Delay,
    ResponseFault? Fault)
{
    private const string Templating = "response-template";

    public static MappedResponse Read(MappingObject response, string filesFolder)
    {
        var transformers = response.List("transformers").ToList();
        if (transformers.Exists(name => name.ValueKind != JsonValueKind.String || name.GetString() != Templating))
        {
            throw response.Fault("transformers", $"can only be {Templating}");
        }

        var read = new MappedResponse(
            response.Number("status") ?? StatusCodes.Status200OK,
            ReadHeaders(response.Object("headers"), transformers.Count > 0),
            MappedBody.Read(response, filesFolder, transformers.Count > 0),
            TimeSpan.FromMilliseconds(response.Number("fixedDelayMilliseconds") ?? 0),
            ReadFault(response));
        response.End();
        return read;
    }

    private static List<KeyValuePair<string, ResponseTemplate>> ReadHeaders(MappingObject? headers, bool templated)
    {
        var read = new List<KeyValuePair<string, ResponseTemplate>>();
        foreach (var name in headers?.Keys ?? [])
        {
            var values = headers!.Any(name) is { ValueKind: JsonValueKind.Array }
                ? headers.List(name).Select(value => value.ToString())
                : [headers.Text(name)!];
            read.AddRange(values.Select(value => KeyValuePair.Create(
                name, templated ? ResponseTemplate.Read(headers, name, value) : ResponseTemplate.Literal(value))));
        }

        return read;
    }

    private static ResponseFault? ReadFault(MappingObject response) => response.Text("fault") switch
    {
        null => null,
        "CONNECTION_RESET_BY_PEER" => ResponseFault.ConnectionReset,
        "EMPTY_RESPONSE" => ResponseFault.EmptyResponse,
        "MALFORMED_RESPONSE_CHUNK" => ResponseFault.MalformedChunk,
        _ => throw response.Fault("fault", "can only be CONNECTION_RESET_BY_PEER, EMPTY_RESPONSE or MALFORMED_RESPONSE_CHUNK"),
    };
}
