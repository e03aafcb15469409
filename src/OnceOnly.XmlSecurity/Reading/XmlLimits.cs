// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.XmlSecurity.Reading;

/// <summary>How big a document may be before reading it is refused.</summary>
/// <param name="MaxBytes">Size of the encoded document.</param>
/// <param name="MaxDepth">Nesting of elements; canonicalisation recurses, so this also bounds the stack.</param>
/// <param name="MaxNodes">Elements, attributes and pieces of text together.</param>
public sealed record XmlLimits(int MaxBytes, int MaxDepth, int MaxNodes)
{
    /// <summary>A protocol message that a browser carried: 256 KiB.</summary>
    public static XmlLimits Message { get; } = new(256 * 1024, 40, 10_000);

    /// <summary>A metadata document of one entity: 1 MiB.</summary>
    public static XmlLimits Metadata { get; } = new(1024 * 1024, 40, 40_000);

    /// <summary>
    /// Whether two elements may carry the same identifier: only where no signature is followed by one, as in a
    /// registry's own documents, which number each list anew.
    /// </summary>
    public bool AllowsRepeatedIds { get; init; }
}
