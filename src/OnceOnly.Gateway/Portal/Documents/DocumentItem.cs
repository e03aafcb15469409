// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Exchanges;
using OnceOnly.Gateway.Portal.Structured;

namespace OnceOnly.Gateway.Portal.Documents;

/// <summary>A document in front of the citizen.</summary>
/// <param name="Number">Place among the documents, from 1.</param>
/// <param name="Info">The document.</param>
/// <param name="Kind">What kind of document, for its heading.</param>
/// <param name="Size">Size to read.</param>
/// <param name="Path">Where it opens.</param>
/// <param name="Record">Its names and values, when it is a record that can be shown.</param>
internal sealed record DocumentItem(int Number, DocumentInfo Info, string Kind, string Size, string Path, StructuredDocument? Record)
{
    public bool IsShownByBrowser => DocumentOrigin.IsShown(Info.MediaType);
}
