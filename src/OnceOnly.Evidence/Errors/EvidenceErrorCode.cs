// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Errors;

/// <summary>The closed vocabulary of what can go wrong. The wire form is snake_case and stable.</summary>
public enum EvidenceErrorCode
{
    /// <summary>The request is malformed; the message says which part.</summary>
    InvalidRequest,

    /// <summary>No such exchange or explicit request, or not one of this caller's: both look alike.</summary>
    NotFound,

    /// <summary>The e-service may not use this procedure or evidence type.</summary>
    NotAllowed,

    /// <summary>The evidence type or provider is not part of the citizen's explicit request.</summary>
    NotRequested,

    /// <summary>The explicit request is closed.</summary>
    ExplicitRequestClosed,

    /// <summary>The log-in is weaker than the evidence needs; log in again with the level named.</summary>
    LevelOfAssuranceTooLow,

    /// <summary>The evidence is about another kind of person than the log-in: a company's needs someone who acts for the company.</summary>
    SubjectKindMismatch,

    /// <summary>The exchange is not in a state that allows the call.</summary>
    WrongState,

    /// <summary>An interaction link that is unknown, used, expired or made for another person.</summary>
    InteractionInvalid,

    /// <summary>Nobody is known to provide this evidence.</summary>
    NoProvider,

    /// <summary>Unknown person, no record and several records: deliberately one code.</summary>
    EvidenceNotFound,

    /// <summary>The registry answered with evidence about somebody else; it was thrown away.</summary>
    EvidenceAboutAnotherPerson,

    /// <summary>The registry has the evidence later; ask again after the time given.</summary>
    EvidenceDeferred,

    /// <summary>The registry answered with something that cannot be read.</summary>
    RegistryAnswerInvalid,

    /// <summary>The registry's answer is larger than agreed.</summary>
    RegistryAnswerTooLarge,

    /// <summary>The registry refused the gateway's own credentials or request.</summary>
    RegistryRefused,

    /// <summary>The registry failed (its own error).</summary>
    RegistryFailed,

    /// <summary>The registry cannot be reached or did not answer in time.</summary>
    RegistryUnreachable,

    /// <summary>The citizen declined at preview.</summary>
    DeclinedByCitizen,

    /// <summary>Nobody decided, fetched or acknowledged in time.</summary>
    Expired,

    /// <summary>The digests acknowledged are not those delivered.</summary>
    DigestMismatch,

    /// <summary>Too many at once; try again shortly.</summary>
    Overloaded,

    /// <summary>This instance cannot serve at the moment, because it stops or its state is out of reach; the next call may.</summary>
    Unavailable,

    /// <summary>The gateway itself failed; the cause is in its log.</summary>
    Internal,
}
