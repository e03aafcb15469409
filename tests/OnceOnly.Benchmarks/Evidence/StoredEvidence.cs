// SPDX-License-Identifier: EUPL-1.2

using Google.Protobuf;
using OnceOnly.Benchmarks.Load;
using OnceOnly.Evidence.V1;
using OnceOnly.Pilot.Desk;
using OnceOnly.Pilot.EServices;
using OnceOnly.Pilot.EServices.Dossiers;
using OnceOnly.Pilot.EServices.EvidenceApi;
using OnceOnly.Pilot.Personas;

namespace OnceOnly.Benchmarks.Evidence;

/// <summary>Evidence in the gateway's store, obtained as in life, which its e-service may fetch again and again.</summary>
internal sealed class StoredEvidence : IDisposable
{
    public const string Method = "/onceonly.evidence.v1.EvidenceService/FetchEvidence";

    private const int MessagePrefix = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DeskCase _application;
    private readonly Uri _api;
    private readonly EvidenceExchange _exchange;
    private readonly byte[] _request;

    private StoredEvidence(DeskCase application, Uri api, EvidenceExchange exchange)
    {
        _application = application;
        _api = api;
        _exchange = exchange;
        _request = new FetchEvidenceRequest { ExchangeId = exchange.Id }.ToByteArray();
    }

    /// <summary>Sizes of the messages in which it arrives, when each document fits into one.</summary>
    public IReadOnlyList<int> MessageSizes => [.. _exchange.Documents.SelectMany(SizesOf)];

    public int ReplySize => MessageSizes.Sum(size => size + MessagePrefix);

    /// <summary>Bytes of the documents themselves.</summary>
    public long Size => _exchange.Documents.Sum(document => document.Size);

    /// <summary>Log-in, explicit request, registry, preview, and a first delivery, whose digests are checked.</summary>
    public static async Task<StoredEvidence> ObtainAsync(
        DeveloperDesk desk, Persona persona, OfferedProcedure procedure, string folder, CancellationToken cancellationToken)
    {
        var application = await desk.OpenAsync(persona, procedure, cancellationToken);
        var exchange = await application.RequestAsync(cancellationToken);
        exchange = await application.WaitAsync(exchange.Id, Patience, cancellationToken);
        if (exchange.Interaction is not null)
        {
            await application.DecideAsync(exchange, accept: true, cancellationToken);
            exchange = await application.RequestAsync(cancellationToken);
        }

        var store = new StoredDocuments(Path.Combine(folder, exchange.Id));
        await application.FetchAsync(exchange, store, cancellationToken);
        return new StoredEvidence(application, desk.Api, exchange);
    }

    /// <summary>The same call again and again; its token is bound to the connection's certificate.</summary>
    public async Task<Func<PreparedCall?>> RepeatAsync(CancellationToken cancellationToken)
    {
        await _application.RefreshAsync(cancellationToken);
        var call = CallTo(_api, Method);
        return () => call;
    }

    /// <summary>The call as it is now, to whichever server.</summary>
    public PreparedCall CallTo(Uri address, string method) =>
        new(address, method, [("authorization", "Bearer " + _application.Tokens.AccessToken)], _request);

    /// <summary>As many calls as given, each with a proof of possession of its own, made beforehand.</summary>
    public async Task<Func<PreparedCall?>> ProveAsync(HttpClient http, int count, CancellationToken cancellationToken)
    {
        await _application.RefreshAsync(cancellationToken);
        var tokens = _application.Tokens;
        var address = new Uri(_api, Method);
        var nonce = await DpopNonce.AskAsync(http, address, tokens, cancellationToken);
        var calls = new PreparedCall[count];
        Parallel.For(0, count, index => calls[index] = new PreparedCall(
            _api,
            Method,
            [("authorization", "DPoP " + tokens.AccessToken), ("dpop", tokens.TokenKey!.Prove("POST", address, tokens.AccessToken, nonce))],
            _request));
        var next = -1;
        return () => Interlocked.Increment(ref next) is var index && index < count ? calls[index] : null;
    }

    public void Dispose() => _application.Dispose();

    private static IEnumerable<int> SizesOf(EvidenceDocument document)
    {
        var header = new DocumentInfo
        {
            DocumentId = document.Id,
            MediaType = document.MediaType,
            FileName = document.FileName,
            Size = document.Size,
            Sha256 = ByteString.CopyFrom(document.Sha256.Span),
        };
        yield return new EvidenceChunk { Header = header }.CalculateSize();
        yield return new EvidenceChunk { Data = ByteString.CopyFrom(new byte[document.Size]) }.CalculateSize();
    }
}
