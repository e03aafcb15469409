// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Concurrent;
using System.Text;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Ledger.Entries;
using OnceOnly.Evidence.Serving;

namespace OnceOnly.Evidence.Tests.Testing;

/// <summary>Another Member State's side of the border. It knows an answer by its id, as a real one must.</summary>
public sealed class FakeChannel : IServingChannel
{
    private readonly ConcurrentDictionary<Guid, AnswerContent> _written = new();

    /// <summary>What has left, in its order.</summary>
    public ConcurrentQueue<Sent> Answers { get; } = new();

    /// <summary>When set, handing over fails with it.</summary>
    public Func<Exception>? Trouble { get; set; }

    /// <summary>Whether answers with documents are not acceptable.</summary>
    public bool TakesNoDocuments { get; set; }

    /// <summary>When set, handing over succeeds and the instance dies before it learns so.</summary>
    public bool DiesAfterwards { get; set; }

    public long LargestAnswer { get; set; } = 64 * 1024 * 1024;

    public int MostDocuments { get; set; } = 63;

    public EvidenceOffer? FindOffer(string service) =>
        service.Length == 0 ? null : FakeRegisters.Offer("birth", "civil", new ReuseTerms(ReusePolicy.None));

    public IReadOnlyList<EvidencePiece> PiecesOf(byte[] message, IReadOnlyList<DocumentInfo> documents) =>
        [.. documents.Select((document, index) => index == 0
            ? new EvidencePiece(document, PieceKind.Main, null)
            : new EvidencePiece(document, PieceKind.Annex, documents[0].Id))];

    /// <summary>The request that asks for something else than the one before it.</summary>
    public string? AsksOtherwise { get; set; }

    public bool AsksTheSame(byte[] first, byte[] second) => Encoding.UTF8.GetString(second) != AsksOtherwise;

    public bool MayReturnTo(string party, Uri address) => false;

    /// <summary>The request whose answer cannot be written.</summary>
    public string? Unwritable { get; set; }

    public WrittenAnswer Write(AnswerOrder order)
    {
        if (Encoding.UTF8.GetString(order.Request) == Unwritable)
        {
            throw new InvalidDataException("Cannot be read.");
        }

        _written[order.Id] = order.Content;
        var documents = order.Content is AnswerContent.Pieces pieces
            ? string.Join(',', pieces.All.Select(piece => piece.Document.Id))
            : string.Empty;
        var log = new LoggedMessage("response", "v", "AP", "us", "them")
        {
            ResponseId = order.Id.ToString("D"),
            Errors = order.Content is AnswerContent.Refused refused ? [refused.Fault.ToString()] : null,
        };
        return new WrittenAnswer(
            Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetString(order.Request)}|{documents}"),
            log,
            "<answer/>",
            [.. documents.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(_ => new LedgerDocument("application/pdf"))]);
    }

    public WrittenAnswer WriteFailure(Guid id, byte[] answer, DateTimeOffset at) =>
        Write(new AnswerOrder(id, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(answer).Split('|')[0]), new AnswerContent.Refused(ServingFault.Failed, null), at));

    public async Task<Result<string>> HandOverAsync(Guid id, byte[] answer, Func<string, Stream> open, CancellationToken cancellationToken)
    {
        if (TakesNoDocuments && !Encoding.UTF8.GetString(answer).EndsWith('|'))
        {
            throw new ArgumentException("Too many parts.", nameof(answer));
        }

        if (Trouble is { } trouble)
        {
            throw trouble();
        }

        var parts = Encoding.UTF8.GetString(answer).Split('|');
        var documents = new List<byte[]>();
        foreach (var document in parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            await using var stream = open(document);
            using var all = new MemoryStream();
            await stream.CopyToAsync(all, cancellationToken);
            documents.Add(all.ToArray());
        }

        if (!Answers.Any(sent => sent.Id == id))
        {
            Answers.Enqueue(new Sent(id, parts[0], _written.GetValueOrDefault(id), documents));
        }

        return DiesAfterwards ? throw new InvalidOperationException("died") : $"message-{id:D}";
    }

    /// <param name="Id">Identifier of the answer.</param>
    /// <param name="Request">What it answers.</param>
    /// <param name="Content">What it says.</param>
    /// <param name="Documents">What went with it.</param>
    public sealed record Sent(Guid Id, string Request, AnswerContent? Content, IReadOnlyList<byte[]> Documents);
}
