// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EDelivery.Mime;

/// <summary>One part of a multipart message.</summary>
/// <param name="ContentId">Without its angle brackets; empty where the part had none, which only the first may.</param>
/// <param name="ContentType">As written.</param>
/// <param name="Content">Decoded from its transfer encoding; otherwise a slice of the message, which is not copied.</param>
public sealed record MimePart(string ContentId, string ContentType, Memory<byte> Content);
