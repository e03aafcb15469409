// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Exchanges;

namespace OnceOnly.Evidence.Serving;

/// <summary>A document that would be sent, and what it is beside the others.</summary>
/// <param name="Document">The document.</param>
/// <param name="Kind">What it is.</param>
/// <param name="MainId">The evidence it belongs to; null for an evidence itself. It leaves only together with that.</param>
public sealed record EvidencePiece(DocumentInfo Document, PieceKind Kind, string? MainId);

/// <summary>What a document is in an evidence.</summary>
public enum PieceKind
{
    Main,
    Annex,
    Translation,
    HumanReadableVersion,
}
