// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Serving;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Providing;

/// <summary>Composes answers in the terms of the Exchange Data Model.</summary>
internal sealed class Answers(DataServices services)
{
    /// <param name="request">What it answers.</param>
    /// <param name="service">The data service; null when the request names none that is known.</param>
    /// <param name="id">Identifier of the answer.</param>
    /// <param name="exception">What went wrong.</param>
    public EvidenceErrorResponse Error(EvidenceRequest request, DataServiceOptions? service, Guid id, EdmException exception) => new()
    {
        Version = request.Version,
        Id = id.ToString("D"),
        RequestId = request.Id,
        ErrorProvider = service is null
            ? request.Provider with { Address = new OotsAddress(services.Country), Classification = "ERRP" }
            : services.AgentOf(service, "ERRP"),
        Requester = Bare(request.Requester),
        Exceptions = [exception],
    };

    /// <summary>The preview is on our side; the method stands only in 1.x.</summary>
    public static EdmException PreviewRequired(EvidenceRequest request, Uri location, DateTimeOffset at) =>
        new(EdmErrorCode.MissingAuthorization, "The user has to see the evidence first.", at)
        {
            PreviewLocation = location.AbsoluteUri,
            PreviewDescriptions = [new OotsText("EN", "Log in, look at the evidence, and decide what may be sent.")],
            PreviewMethod = request.Version < EdmVersion.V20 ? "GET" : null,
        };

    /// <summary>The one table from the heart's words to those of the data model.</summary>
    public static EdmException Refusal(ServingFault fault, string? detail, DateTimeOffset at)
    {
        var (code, message) = fault switch
        {
            ServingFault.FailedAuthentication => (EdmErrorCode.FailedAuthentication, "The log-in does not reach what this evidence asks for."),
            ServingFault.MissingAuthorization => (EdmErrorCode.MissingAuthorization, "This evidence is not given without what the law asks for."),
            ServingFault.InvalidRequest => (EdmErrorCode.InvalidRequest, "The request is not valid."),
            ServingFault.NotFound => (EdmErrorCode.ObjectNotFound, "No evidence was found."),
            ServingFault.TimedOut => (EdmErrorCode.Timeout, "Nobody decided in time."),
            ServingFault.Unsupported => (EdmErrorCode.UnsupportedCapability, "The form asked for is not served."),
            _ => (EdmErrorCode.QueryFailed, "The evidence cannot be given at the moment."),
        };
        return new EdmException(code, message, at) { Detail = detail };
    }

    public EvidenceResponse Later(EvidenceRequest request, DataServiceOptions service, Guid id, DateTimeOffset until, DateTimeOffset at) =>
        Response(request, service, id, at) with { AvailableAt = until };

    /// <summary>One package an evidence, with what belongs to it.</summary>
    public (EvidenceResponse Response, IReadOnlyList<KeptPart> Parts) Evidence(
        EvidenceRequest request, DataServiceOptions service, Guid id, IReadOnlyList<EvidencePiece> pieces, DateTimeOffset at)
    {
        var parts = new List<KeptPart>();
        var packages = new List<EvidencePackage>();
        foreach (var main in pieces.Where(piece => piece.Kind == PieceKind.Main))
        {
            var supplements = pieces.Where(piece => piece.MainId == main.Document.Id)
                .Select(piece => new SupplementaryDocument(piece.Kind.ToString(), Describe(service, request, piece, at, parts)));
            packages.Add(new EvidencePackage(request.Version < EdmVersion.V20 ? null : Urn(), Describe(service, request, main, at, parts))
            {
                Supplements = [.. supplements],
            });
        }

        return (Response(request, service, id, at) with { Packages = packages }, parts);
    }

    private EvidenceResponse Response(EvidenceRequest request, DataServiceOptions service, Guid id, DateTimeOffset at) => new()
    {
        Version = request.Version,
        Id = id.ToString("D"),
        RequestId = request.Id,
        IssuedAt = at,
        Providers = [services.AgentOf(service, "EP")],
        Requester = Bare(request.Requester),
        Packages = [],
    };

    private EvidenceDocument Describe(
        DataServiceOptions service, EvidenceRequest request, EvidencePiece piece, DateTimeOffset at, List<KeptPart> parts)
    {
        var contentId = $"{Guid.NewGuid():D}@evidence";
        parts.Add(new KeptPart(contentId, piece.Document.MediaType, piece.Document.Size, piece.Document.Id));
        var titles = DataServices.OotsTexts(service.Titles);
        var format = DataServices.FormatFor(service, request)!;
        var declared = format.Documents.FirstOrDefault(document => document.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == piece.Document.Id);
        var isMain = piece.Kind == PieceKind.Main;
        var metadata = new EvidenceMetadata(Guid.NewGuid().ToString("D"))
        {
            Subject = isMain ? IncomingPersons.InAnswer(request.Subject) : null,
            IssuingAuthority = isMain ? services.AgentOf(service, classification: null) : null,
            Type = isMain ? new ConformantType(service.Classification, titles) : null,

            // Registries are asked for extracts, which are issued when they are asked for.
            IssuingDate = isMain ? DateOnly.FromDateTime(at.UtcDateTime) : null,
            Distribution = new EvidenceDistribution(piece.Document.MediaType)
            {
                Languages = (declared?.Language ?? (isMain ? format.Language : null)) is { } language ? [language.ToUpperInvariant()] : [],
                ConformsTo = isMain ? format.ConformsTo : null,
            },
        };
        return new EvidenceDocument(Urn(), "cid:" + contentId, titles[0].Text, metadata);
    }

    private static OotsAgent Bare(OotsAgent agent) => agent with { Address = null, Classification = null };

    private static string Urn() => EdmNames.UuidUrnPrefix + Guid.NewGuid().ToString("D");
}
