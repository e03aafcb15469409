// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Configuration;

/// <summary>The call that matches the person. Its JSON answer must hold exactly one record.</summary>
internal sealed class LookupOptions
{
    /// <summary>GET, or POST with <see cref="Body"/>. Either only reads.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>Appended to the base address; placeholders are percent-encoded.</summary>
    public string? Path { get; init; }

    /// <summary>JSON text; placeholders stand within its strings and are JSON-escaped.</summary>
    public string? Body { get; init; }

    /// <summary>JSON pointer to the array of records, or to the one record; empty for the whole answer.</summary>
    public string Records { get; init; } = string.Empty;

    /// <summary>By placeholder name: JSON pointer, within the record, to what documents are asked by.</summary>
    public Dictionary<string, string> Keys { get; init; } = [];

    /// <summary>What in the record must be the person's; needed when no document says whom it is about.</summary>
    public List<SubjectFieldOptions> Subject { get; init; } = [];
}
