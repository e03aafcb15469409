// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Portal.Structured;

/// <summary>A record from outside as rows of names and values; nothing of it is ever markup of ours.</summary>
/// <param name="Rows">In the order of the document.</param>
/// <param name="IsShortened">Whether the document holds more than is shown.</param>
internal sealed record StructuredDocument(IReadOnlyList<StructuredDocument.Row> Rows, bool IsShortened)
{
    /// <param name="Name">Where in the document, outermost first, for example <c>Address › Street</c>.</param>
    /// <param name="Value">The text there.</param>
    public sealed record Row(string Name, string Value);
}
