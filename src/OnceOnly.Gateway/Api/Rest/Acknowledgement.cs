// SPDX-License-Identifier: EUPL-1.2

using System.ComponentModel.DataAnnotations;

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>The e-service has stored the documents and proves it.</summary>
/// <param name="Sha256">SHA-256 of each document, base64, in the order of the exchange's documents.</param>
public sealed record Acknowledgement([property: MinLength(1), MaxLength(RequestRules.MostDigests)] IReadOnlyList<ReadOnlyMemory<byte>> Sha256);
