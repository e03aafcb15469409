// SPDX-License-Identifier: EUPL-1.2

using static OnceOnly.Evidence.Errors.ErrorParty;
using static OnceOnly.Evidence.Errors.ErrorPhase;
using static OnceOnly.Evidence.Errors.EvidenceErrorCode;
using static OnceOnly.Evidence.Errors.Retry;

namespace OnceOnly.Evidence.Errors;

/// <summary>What each code means to whom. One row a code.</summary>
public static class EvidenceErrorTable
{
    private static readonly Dictionary<EvidenceErrorCode, Row> Rows = new()
    {
        [InvalidRequest] = new("invalid_request", Requester, Request, Now),
        [NotFound] = new("not_found", Requester, Authorization, Never),
        [NotAllowed] = new("not_allowed", Requester, Authorization, Never),
        [NotRequested] = new("not_requested", Requester, Authorization, Never),
        [ExplicitRequestClosed] = new("explicit_request_closed", Requester, Authorization, Never),
        [LevelOfAssuranceTooLow] = new("level_of_assurance_too_low", Citizen, Authorization, Now),
        [SubjectKindMismatch] = new("subject_kind_mismatch", Citizen, Authorization, Now),
        [WrongState] = new("wrong_state", Requester, Delivery, Never),
        [InteractionInvalid] = new("interaction_invalid", Citizen, Preview, Now),
        [NoProvider] = new("no_provider", Requester, Discovery, Never),
        [EvidenceNotFound] = new("evidence_not_found", Citizen, Matching, Never),
        [EvidenceAboutAnotherPerson] = new("evidence_about_another_person", Registry, Matching, Never),
        [EvidenceDeferred] = new("evidence_deferred", Registry, Transport, After),
        [RegistryAnswerInvalid] = new("registry_answer_invalid", Registry, Transport, After),
        [RegistryAnswerTooLarge] = new("registry_answer_too_large", Registry, Transport, Never),
        [RegistryRefused] = new("registry_refused", Gateway, Transport, Never),
        [RegistryFailed] = new("registry_failed", Registry, Transport, After),
        [RegistryUnreachable] = new("registry_unreachable", Network, Transport, After),
        [DeclinedByCitizen] = new("declined_by_citizen", Citizen, Preview, Never),
        [Expired] = new("expired", Citizen, Preview, Never),
        [DigestMismatch] = new("digest_mismatch", Requester, Delivery, Now),
        [Overloaded] = new("overloaded", Gateway, Request, After),
        [Unavailable] = new("unavailable", Gateway, Request, After),
        [Internal] = new("internal", Gateway, Request, After),
    };

    public static Row Of(EvidenceErrorCode code) => Rows[code];

    public readonly record struct Row(string WireCode, ErrorParty Party, ErrorPhase Phase, Retry Retry);
}
