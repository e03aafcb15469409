// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Configuration;

internal sealed class DocumentOptions
{
    /// <summary>Appended to the base address; may use the lookup's keys and whatever the lookup may use.</summary>
    public string? Path { get; init; }

    /// <summary>What the registry must answer with, without parameters.</summary>
    public string? MediaType { get; init; }

    /// <summary>Plain file name for the person; also names the document in logs.</summary>
    public string? FileName { get; init; }

    /// <summary>False for a document that is only read to see whom the evidence is about.</summary>
    public bool Delivered { get; init; } = true;

    /// <summary>What in the document must be the person's; JSON and XML only.</summary>
    public List<SubjectFieldOptions> Subject { get; init; } = [];

    /// <summary>By prefix: the namespaces that XPath expressions in <see cref="Subject"/> use.</summary>
    public Dictionary<string, string> Namespaces { get; init; } = [];
}
