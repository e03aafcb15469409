// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.Errors;

/// <summary>A failure as a value: what, whose, when, and whether trying again helps.</summary>
/// <param name="Code">The kind of failure.</param>
/// <param name="Detail">What the caller should do, for developers; never personal data, never an upstream's text.</param>
public sealed record EvidenceError(EvidenceErrorCode Code, string? Detail = null)
{
    public ErrorParty Party => EvidenceErrorTable.Of(Code).Party;

    public ErrorPhase Phase => EvidenceErrorTable.Of(Code).Phase;

    public Retry Retry => EvidenceErrorTable.Of(Code).Retry;

    /// <summary>Stable wire form, for example <c>evidence_not_found</c>; also the key of the citizen's sentence.</summary>
    public string WireCode => EvidenceErrorTable.Of(Code).WireCode;

    /// <summary>Key of the sentence for the citizen in the portal's resource files.</summary>
    public string UserMessageKey => "error." + WireCode;

    /// <summary>When trying again makes sense, for <see cref="Retry.After"/>.</summary>
    public DateTimeOffset? RetryAfter { get; init; }

    /// <summary>Which part of the request to mend, for <see cref="EvidenceErrorCode.InvalidRequest"/>; its name in the API, for example <c>return_uri</c>.</summary>
    public string? Field { get; init; }

    /// <summary>The level to log in with, for <see cref="EvidenceErrorCode.LevelOfAssuranceTooLow"/>.</summary>
    public LevelOfAssurance? RequiredLevel { get; init; }
}
