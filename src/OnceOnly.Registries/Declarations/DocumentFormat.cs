// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Declarations;

/// <summary>What can be read in a document. JSON and XML are read whole, the rest streams by.</summary>
internal enum DocumentFormat
{
    Opaque,
    Json,
    Xml,
}

internal static class DocumentFormats
{
    public static DocumentFormat Of(string mediaType) => mediaType switch
    {
        "application/json" => DocumentFormat.Json,
        "application/xml" or "text/xml" => DocumentFormat.Xml,
        _ when mediaType.EndsWith("+json", StringComparison.Ordinal) => DocumentFormat.Json,
        _ when mediaType.EndsWith("+xml", StringComparison.Ordinal) => DocumentFormat.Xml,
        _ => DocumentFormat.Opaque,
    };
}
