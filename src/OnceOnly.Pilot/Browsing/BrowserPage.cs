// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace OnceOnly.Pilot.Browsing;

/// <summary>The page that the browser shows.</summary>
/// <param name="Address">What the address bar says.</param>
/// <param name="Status">Status of the answer.</param>
/// <param name="Document">The parsed page.</param>
public sealed record BrowserPage(Uri Address, HttpStatusCode Status, IHtmlDocument Document)
{
    /// <summary>The main heading.</summary>
    public string Heading => Document.QuerySelector("h1")?.TextContent.Trim() ?? string.Empty;

    /// <summary>The hidden fields of all forms.</summary>
    public IReadOnlyDictionary<string, string> HiddenFields => Document.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]")
        .Where(input => !string.IsNullOrEmpty(input.Name))
        .DistinctBy(input => input.Name, StringComparer.Ordinal)
        .ToDictionary(input => input.Name!, input => input.Value, StringComparer.Ordinal);

    /// <summary>The text of the element with this id; null when there is none.</summary>
    public string? Text(string id) => Document.GetElementById(id)?.TextContent.Trim();
}
