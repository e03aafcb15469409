// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;

namespace OnceOnly.EDelivery.Mime;

/// <summary>A Content-Type taken apart: type in lower case, and its parameters.</summary>
public sealed class MediaType
{
    private const int MaxBoundaryLength = 70;

    private readonly MediaTypeHeaderValue value;

    private MediaType(MediaTypeHeaderValue value) => this.value = value;

    public string Name => value.MediaType!.ToLowerInvariant();

    public bool IsMultipart => Name.StartsWith("multipart/", StringComparison.Ordinal);

    public string? Charset => Parameter("charset");

    /// <summary>False for anything malformed, and where a parameter is named twice: readers would choose differently.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MediaType? type)
    {
        type = MediaTypeHeaderValue.TryParse(text, out var parsed)
            && parsed.Parameters.DistinctBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase).Count() == parsed.Parameters.Count
            ? new MediaType(parsed)
            : null;
        return type is not null;
    }

    /// <summary>A parameter's value without its quotes, or null.</summary>
    public string? Parameter(string name)
    {
        var text = value.Parameters.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
        return text is ['"', .., '"']
            ? text[1..^1].Replace("\\", string.Empty, StringComparison.Ordinal)
            : text;
    }

    /// <summary>The boundary of a multipart/related (RFC 2046 §5.1.1).</summary>
    public bool TryGetBoundary([NotNullWhen(true)] out string? boundary)
    {
        boundary = Parameter("boundary");
        return Name == "multipart/related" && IsBoundary(boundary);
    }

    internal static bool IsBoundary([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxBoundaryLength } && text[^1] != ' ' && text.All(letter => letter is >= ' ' and < '\x7F');
}
