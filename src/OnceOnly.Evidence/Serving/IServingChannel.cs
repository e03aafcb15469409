// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Ledger.Entries;

namespace OnceOnly.Evidence.Serving;

/// <summary>Port: the way requests of other Member States came in, and answers go out.</summary>
public interface IServingChannel
{
    /// <summary>Bytes of all documents of one answer. What a registry gives beyond is not taken.</summary>
    long LargestAnswer { get; }

    /// <summary>Documents of one answer. What a registry gives beyond is not taken.</summary>
    int MostDocuments { get; }

    /// <summary>What is asked of which registry for a data service.</summary>
    /// <returns>Null when it is not served any more.</returns>
    EvidenceOffer? FindOffer(string service);

    /// <summary>Which of the registry's documents answer the request; the others are neither shown nor sent.</summary>
    /// <param name="message">The request in the channel's own form.</param>
    /// <param name="documents">What the registry gave.</param>
    IReadOnlyList<EvidencePiece> PiecesOf(byte[] message, IReadOnlyList<DocumentInfo> documents);

    /// <summary>Whether two requests, in the channel's own form, differ in their ids, times and addresses only.</summary>
    bool AsksTheSame(byte[] first, byte[] second);

    /// <summary>Whether the browser may be sent there without being told the host.</summary>
    bool MayReturnTo(string party, Uri address);

    /// <summary>Writes an answer; what it writes keeps the channel's rules. Nothing leaves.</summary>
    WrittenAnswer Write(AnswerOrder order);

    /// <summary>Writes an error in place of an answer that cannot be sent. Nothing leaves.</summary>
    /// <param name="id">Identifier of the error.</param>
    /// <param name="answer">The answer as <see cref="Write"/> made it.</param>
    /// <param name="at">When.</param>
    WrittenAnswer WriteFailure(Guid id, byte[] answer, DateTimeOffset at);

    /// <summary>Hands an answer over. The same id is sent once, however often it is handed over.</summary>
    /// <param name="id">Identifier of the answer.</param>
    /// <param name="answer">As <see cref="Write"/> made it.</param>
    /// <param name="open">Opens a document by its identifier, from its beginning, as often as needed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The transport id, or why it can never be sent.</returns>
    Task<Result<string>> HandOverAsync(Guid id, byte[] answer, Func<string, Stream> open, CancellationToken cancellationToken);
}

/// <summary>An answer to be written.</summary>
/// <param name="Id">Identifier of the answer.</param>
/// <param name="Request">The request it answers, in the channel's own form.</param>
/// <param name="Content">What it says.</param>
/// <param name="At">When.</param>
public sealed record AnswerOrder(Guid Id, byte[] Request, AnswerContent Content, DateTimeOffset At);

/// <summary>What an answer says.</summary>
public abstract record AnswerContent
{
    private AnswerContent()
    {
    }

    /// <summary>The person is to look at the evidence here first.</summary>
    public sealed record PreviewFirst(string LinkToken) : AnswerContent;

    /// <summary>The evidence; none when all was declined.</summary>
    public sealed record Pieces(IReadOnlyList<EvidencePiece> All) : AnswerContent;

    /// <summary>Later.</summary>
    public sealed record Later(DateTimeOffset Until) : AnswerContent;

    /// <summary>None.</summary>
    public sealed record Refused(ServingFault Fault, string? Detail) : AnswerContent;
}

/// <param name="Message">The answer in the channel's own form.</param>
/// <param name="Log">What the log says of it.</param>
/// <param name="Content">The message itself, for the log.</param>
/// <param name="Documents">The documents it refers to, for the log.</param>
public sealed record WrittenAnswer(byte[] Message, LoggedMessage Log, string Content, IReadOnlyList<LedgerDocument> Documents)
{
    /// <summary>The preview link, for the log.</summary>
    public string? PreviewLocation { get; init; }
}
