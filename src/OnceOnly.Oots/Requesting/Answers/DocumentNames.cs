// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.Requesting.Answers;

/// <summary>Plain file names for documents from abroad: what a stranger calls them is not trusted to be one.</summary>
internal static class DocumentNames
{
    /// <param name="number">Place among the documents, from 1.</param>
    /// <param name="kind"><c>Evidence</c>, <c>Annex</c>, <c>HumanReadableVersion</c> or <c>Translation</c>.</param>
    /// <param name="mediaType">Its type.</param>
    public static string Of(int number, string kind, string mediaType)
    {
        var name = kind switch
        {
            "Annex" => "annex",
            "HumanReadableVersion" => "readable",
            "Translation" => "translation",
            _ => "evidence",
        };
        var extension = mediaType switch
        {
            "application/pdf" => "pdf",
            "application/xml" => "xml",
            "application/json" => "json",
            "image/png" => "png",
            "image/jpeg" => "jpg",
            "image/svg+xml" => "svg",
            _ => "bin",
        };
        return $"{name}-{number}.{extension}";
    }
}
