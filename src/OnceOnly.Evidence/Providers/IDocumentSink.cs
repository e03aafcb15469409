// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Providers;

/// <summary>Takes documents as they arrive, encrypting them segment by segment; memory does not grow with their size.</summary>
public interface IDocumentSink
{
    /// <summary>Reads <paramref name="content"/> to its end. The order of calls is the order of the documents.</summary>
    /// <param name="mediaType">Media type without parameters.</param>
    /// <param name="fileName">A plain file name for the person; no path.</param>
    /// <param name="content">The bytes; not disposed.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task WriteAsync(string mediaType, string fileName, Stream content, CancellationToken cancellationToken);
}
