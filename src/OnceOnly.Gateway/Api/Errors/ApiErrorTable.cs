// SPDX-License-Identifier: EUPL-1.2

using Google.Rpc;
using OnceOnly.Evidence.Errors;
using static OnceOnly.Evidence.Errors.EvidenceErrorCode;

namespace OnceOnly.Gateway.Api.Errors;

/// <summary>
/// How each error of the vocabulary travels: gRPC status code, HTTP status, and the title of its problem document. A
/// gRPC client retries <c>UNAVAILABLE</c> by itself, so only what goes away by itself is that.
/// </summary>
internal static class ApiErrorTable
{
    private static readonly Dictionary<EvidenceErrorCode, Row> Rows = new()
    {
        [InvalidRequest] = new(Code.InvalidArgument, 400, "The request is malformed"),
        [NotFound] = new(Code.NotFound, 404, "There is no such thing, or not for this caller"),
        [NotAllowed] = new(Code.PermissionDenied, 403, "The e-service may not use this procedure or evidence type"),
        [NotRequested] = new(Code.PermissionDenied, 403, "The citizen did not request this evidence"),
        [ExplicitRequestClosed] = new(Code.FailedPrecondition, 409, "The explicit request is closed"),
        [LevelOfAssuranceTooLow] = new(Code.Unauthenticated, 401, "The citizen must log in at a higher level of assurance"),
        [SubjectKindMismatch] = new(Code.FailedPrecondition, 409, "The log-in is for another kind of person than the evidence is about"),
        [WrongState] = new(Code.FailedPrecondition, 409, "The exchange is not in a state that allows this"),
        [InteractionInvalid] = new(Code.FailedPrecondition, 409, "The link is used, expired, unknown or not for this person"),
        [NoProvider] = new(Code.NotFound, 404, "Nobody is known to provide this evidence"),
        [EvidenceNotFound] = new(Code.NotFound, 404, "The provider has no such evidence about this person"),
        [EvidenceAboutAnotherPerson] = new(Code.FailedPrecondition, 502, "The provider answered about somebody else"),
        [EvidenceDeferred] = new(Code.Unavailable, 503, "The provider has the evidence later"),
        [RegistryAnswerInvalid] = new(Code.Unavailable, 502, "The provider's answer cannot be read"),
        [RegistryAnswerTooLarge] = new(Code.FailedPrecondition, 502, "The provider's answer is larger than agreed"),
        [RegistryRefused] = new(Code.FailedPrecondition, 502, "The provider refused the gateway"),
        [RegistryFailed] = new(Code.Unavailable, 502, "The provider failed"),
        [RegistryUnreachable] = new(Code.Unavailable, 504, "The provider cannot be reached"),
        [DeclinedByCitizen] = new(Code.FailedPrecondition, 409, "The citizen declined at preview"),
        [Expired] = new(Code.FailedPrecondition, 410, "Nobody decided, fetched or acknowledged in time"),
        [DigestMismatch] = new(Code.InvalidArgument, 422, "The digests are not those of the documents delivered"),
        [Overloaded] = new(Code.ResourceExhausted, 429, "Too many requests"),
        [Unavailable] = new(Code.Unavailable, 503, "The gateway cannot serve at the moment"),
        [Internal] = new(Code.Internal, 500, "The gateway failed"),
    };

    public static IReadOnlyCollection<EvidenceErrorCode> Codes => Rows.Keys;

    public static Row Of(EvidenceErrorCode code) => Rows[code];

    public readonly record struct Row(Code GrpcCode, int HttpStatus, string Title);
}
