// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using Microsoft.Extensions.Localization;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Gateway.Portal.Structured;

namespace OnceOnly.Gateway.Portal.Documents;

/// <summary>Describes documents for a page: what they are, how large, and what a record says.</summary>
internal sealed class DocumentItems(IStringLocalizer<Texts> texts)
{
    /// <param name="documents">The documents.</param>
    /// <param name="pagePath">Path of the page that opens them, with its handler <c>document</c>.</param>
    /// <param name="read">Reads one of them.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<DocumentItem>> DescribeAsync(
        IEnumerable<DocumentInfo> documents,
        string pagePath,
        Func<DocumentInfo, Task<Result<IAsyncEnumerable<ReadOnlyMemory<byte>>>>> read,
        CancellationToken cancellationToken)
    {
        var items = new List<DocumentItem>();
        foreach (var info in documents)
        {
            items.Add(new DocumentItem(
                items.Count + 1,
                info,
                KindOf(info.MediaType),
                SizeOf(info.Size),
                $"{pagePath}?handler=document&document={Uri.EscapeDataString(info.Id)}",
                await ReadRecordAsync(info, read, cancellationToken)));
        }

        return items;
    }

    private static async Task<StructuredDocument?> ReadRecordAsync(
        DocumentInfo info, Func<DocumentInfo, Task<Result<IAsyncEnumerable<ReadOnlyMemory<byte>>>>> read, CancellationToken cancellationToken)
    {
        if (!StructuredReader.Knows(info.MediaType))
        {
            return null;
        }

        var content = await read(info);
        return content.IsSuccess ? await StructuredReader.ReadAsync(info.MediaType, info.Size, content.Value, cancellationToken) : null;
    }

    private string KindOf(string mediaType) => mediaType switch
    {
        "application/pdf" => "PDF",
        _ when StructuredReader.Knows(mediaType) => texts["preview.record"],
        _ => mediaType,
    };

    private static string SizeOf(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1024.0 / 1024.0:0.#} MB"),
    };
}
