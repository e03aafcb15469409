// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Providers;
using OnceOnly.Registries.Calls;
using OnceOnly.Registries.Declarations;
using OnceOnly.Registries.Subjects;
using OnceOnly.Registries.Templates;

namespace OnceOnly.Registries.Inquiries;

/// <summary>Who is asked what about whom, and how a refusal is told outward and to the log.</summary>
internal sealed record InquiryContext(
    ProviderDeclaration Provider,
    EvidenceDeclaration Evidence,
    RegistryCaller Caller,
    ProviderQuestion Question,
    TimeProvider Time,
    ILogger Logger)
{
    /// <summary>What stands for a placeholder; null when there is nothing.</summary>
    public string? ValueOf(string placeholder) => placeholder switch
    {
        PlaceholderNames.Procedure => Question.Procedure,
        PlaceholderNames.Requester => Question.Requester,
        _ => Attribute(PlaceholderNames.Split(placeholder)),
    };

    private string? Attribute((string Name, string? Form) wanted)
    {
        var value = SubjectAttribute.For(Evidence.Subject)
            .FirstOrDefault(attribute => attribute.Name == wanted.Name)?.ValueFor(Question.Person.Subject, Provider.Country);
        return value is not null && wanted.Form is { } form ? DateForm.To(value, form) : value;
    }

    /// <returns>Null when the record is about the person, or nothing says whom it should be about.</returns>
    public ProviderAnswer? Check(SubjectCheck? check, StructuredRecord record, string source) =>
        check?.Refuses(record, Question.Person.Subject, Provider.Country) is { } code
            ? Refused(code, code == EvidenceErrorCode.RegistryAnswerInvalid ? "not said whom it is about" : "about another person", source)
            : null;

    /// <summary>What a call that brought no body means.</summary>
    public ProviderAnswer AnswerOf(RegistryReply reply) => reply switch
    {
        RegistryReply.Deferred deferred => new ProviderAnswer.Deferred(deferred.Until),
        RegistryReply.Failed failed => new ProviderAnswer.Failed(
            new EvidenceError(failed.Code) { RetryAfter = failed.RetryAfter is { } wait ? Time.GetUtcNow() + wait : null }),
        _ => NotFound("the registry has nothing"),
    };

    /// <summary>Unknown, none and several look alike to whoever asked; only the log knows.</summary>
    public ProviderAnswer NotFound(string cause)
    {
        Log.NotFound(Logger, Provider.Id, Question.Offer.EvidenceType, Question.ExchangeId, cause);
        return new ProviderAnswer.Failed(new EvidenceError(EvidenceErrorCode.EvidenceNotFound));
    }

    public ProviderAnswer Refused(EvidenceErrorCode code, string cause, string source)
    {
        Log.AnswerRefused(Logger, Provider.Id, Question.Offer.EvidenceType, Question.ExchangeId, code, cause, source);
        return new ProviderAnswer.Failed(new EvidenceError(code));
    }
}
