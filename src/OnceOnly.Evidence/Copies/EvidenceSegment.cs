// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Copies;

/// <summary>An encrypted piece of a document.</summary>
/// <param name="Document">Ordinal of the document, from 0.</param>
/// <param name="Index">Ordinal of the piece, from 0.</param>
/// <param name="Data">Ciphertext and tag.</param>
public readonly record struct EvidenceSegment(int Document, int Index, ReadOnlyMemory<byte> Data);
