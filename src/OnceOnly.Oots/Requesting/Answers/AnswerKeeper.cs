// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Serving;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Requesting.Requests;

namespace OnceOnly.Oots.Requesting.Answers;

/// <summary>Keeps an answer, encrypted, until its asker takes it; a megabyte at a time, so that memory does not grow with it.</summary>
internal sealed class AnswerKeeper(ISentRequests requests, RequestSecrets secrets, IMessageLedger ledger)
{
    private const int PieceSize = 1024 * 1024;

    /// <returns>False when nobody waits for it any more.</returns>
    public async Task<bool> TryKeepAsync(
        SentRequest request,
        (string MessageId, DateTimeOffset SentAt) message,
        ReadOnlyMemory<byte> xml,
        IReadOnlyList<DocumentPart> parts,
        IReadOnlyList<string> brokenRules,
        CancellationToken cancellationToken)
    {
        // A message that comes again after a crash begins anew; what the first try left counts for nothing and is swept.
        var take = Guid.NewGuid().ToString("N");
        var documents = new List<WaitingDocument>();
        var index = 0;
        foreach (var part in parts)
        {
            var first = index;
            var (size, digest) = (0L, string.Empty);
            (index, size, digest) = await KeepAsync(request.Id, take, part, index, cancellationToken);
            documents.Add(new WaitingDocument(part.ContentId, part.MediaType, size, first, digest));
        }

        var answer = new WaitingAnswer(xml.ToArray(), documents, brokenRules);
        var box = await secrets.SealAsync(answer.ToBytes(), ContextOf(request.Id, take), cancellationToken);
        var entry = await ledger.RecordAsync(request.Exchange, AnswerLog.Of(request, message, answer), cancellationToken);
        return await requests.TryAnswerAsync(request.Id, new StoredAnswer(message.MessageId, message.SentAt, take, box), entry, cancellationToken);
    }

    /// <exception cref="CryptographicException">It was altered.</exception>
    public async Task<WaitingAnswer> OpenAsync(SentRequest request, CancellationToken cancellationToken)
    {
        var answer = request.Answer!;
        return WaitingAnswer.Read(await secrets.OpenAsync(answer.Sealed, ContextOf(request.Id, answer.Take), cancellationToken));
    }

    /// <summary>The document's content; a piece that is missing or altered ends the reading with an exception.</summary>
    public Stream Read(SentRequest request, WaitingDocument document, CancellationToken cancellationToken) =>
        new PieceStream(PiecesAsync(request, document, cancellationToken));

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> PiecesAsync(
        SentRequest request, WaitingDocument document, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var take = request.Answer!.Take;
        var rest = document.Size;
        for (var index = document.FirstPiece; rest > 0; index++)
        {
            var box = await requests.ReadPieceAsync(request.Id, take, index, cancellationToken)
                ?? throw new CryptographicException("A piece of a waiting document is missing.");
            var piece = await secrets.OpenAsync(box, ContextOf(request.Id, take, index), cancellationToken);
            rest -= piece.Length;
            yield return piece;
        }
    }

    private async Task<(int NextIndex, long Size, string Digest)> KeepAsync(
        Guid request, string take, DocumentPart part, int index, CancellationToken cancellationToken)
    {
        var size = 0L;
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var content = part.OpenRead();
        var buffer = new byte[PieceSize];
        int read;
        while ((read = await content.ReadAtLeastAsync(buffer, PieceSize, throwOnEndOfStream: false, cancellationToken)) > 0)
        {
            digest.AppendData(buffer, 0, read);
            size += read;
            var box = await secrets.SealAsync(buffer.AsMemory(0, read), ContextOf(request, take, index), cancellationToken);
            await requests.AppendAsync(request, take, [new AnswerPiece(index++, box)], cancellationToken);
        }

        return (index, size, Convert.ToBase64String(digest.GetHashAndReset()));
    }

    private static string ContextOf(Guid request, string take) => $"answer|{request:N}|{take}";

    private static string ContextOf(Guid request, string take, int index) => $"piece|{request:N}|{take}|{index}";
}
