// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OnceOnly.Gateway.Api.Rest;

namespace OnceOnly.Gateway.Api.Description;

/// <summary>What the generator cannot know about the schemas.</summary>
internal static class SchemaDetails
{
    private const string Suffix = "Resource";

    public static string? NameOf(JsonTypeInfo type)
    {
        if (type.Type == typeof(ReadOnlyMemory<byte>))
        {
            return null;
        }

        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        return name?.EndsWith(Suffix, StringComparison.Ordinal) is true ? name[..^Suffix.Length] : name;
    }

    public static void Complete(OpenApiSchema schema, Type type)
    {
        if (type == typeof(ReadOnlyMemory<byte>))
        {
            schema.Type = JsonSchemaType.String;
            schema.Format = "byte";
        }

        if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
        }

        // Requests are closed; answers may grow, and clients skip what they do not know.
        if (type != typeof(NewExchange) && type != typeof(Acknowledgement))
        {
            schema.AdditionalPropertiesAllowed = true;
        }
    }
}
