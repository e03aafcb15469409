// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Exchanges;

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>A document of an evidence.</summary>
/// <param name="DocumentId">Identifier within the exchange.</param>
/// <param name="MediaType">Media type without parameters.</param>
/// <param name="FileName">Plain file name.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="Sha256">SHA-256 of the bytes, base64.</param>
public sealed record DocumentResource(string DocumentId, string MediaType, string FileName, long Size, ReadOnlyMemory<byte> Sha256)
{
    public static DocumentResource Of(DocumentInfo document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new DocumentResource(document.Id, document.MediaType, document.FileName, document.Size, document.Sha256);
    }
}
