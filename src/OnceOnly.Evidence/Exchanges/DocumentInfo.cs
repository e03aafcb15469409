// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Exchanges;

/// <summary>A document of an evidence.</summary>
/// <param name="Id">Identifier within the exchange.</param>
/// <param name="MediaType">Media type without parameters.</param>
/// <param name="FileName">Plain file name.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">SHA-256 of the bytes.</param>
public sealed record DocumentInfo(string Id, string MediaType, string FileName, long Size, ReadOnlyMemory<byte> Sha256);
