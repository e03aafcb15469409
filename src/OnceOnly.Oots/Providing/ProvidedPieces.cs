// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Serving;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Providing;

/// <summary>Which of the registry's documents answer a request, and what each of them is.</summary>
internal static class ProvidedPieces
{
    /// <returns>None when the registry did not give what configuration says it gives.</returns>
    public static IReadOnlyList<EvidencePiece> Of(DataServiceOptions service, EvidenceRequest request, IReadOnlyList<DocumentInfo> documents)
    {
        if (DataServices.FormatFor(service, request) is not { } format)
        {
            return [];
        }

        if (format.Documents.Count == 0)
        {
            return [.. documents.Where(document => IsOf(format, document)).Select(document => new EvidencePiece(document, PieceKind.Main, null))];
        }

        var wanted = DataServices.SupplementsFor(format, request);
        var pieces = new List<EvidencePiece>();
        var main = string.Empty;
        foreach (var piece in format.Documents)
        {
            if (piece.Number > documents.Count || (piece.Kind == PieceKind.Main && !IsOf(format, documents[piece.Number - 1])))
            {
                return [];
            }

            var document = documents[piece.Number - 1];
            if (piece.Kind == PieceKind.Main)
            {
                main = document.Id;
                pieces.Add(new EvidencePiece(document, PieceKind.Main, null));
            }
            else if (request.Version >= EdmVersion.V20 && wanted.Contains(piece.Kind.ToString()))
            {
                pieces.Add(new EvidencePiece(document, piece.Kind, main));
            }
        }

        return pieces;
    }

    private static bool IsOf(FormatOptions format, DocumentInfo document) =>
        string.Equals(format.Format, document.MediaType, StringComparison.OrdinalIgnoreCase);
}
