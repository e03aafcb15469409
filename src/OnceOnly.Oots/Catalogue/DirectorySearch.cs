// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Oots.CommonServices.Answers;
using OnceOnly.Oots.CommonServices.Queries;
using OnceOnly.Oots.Faults;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Catalogue;

/// <summary>
/// Asks the Data Service Directory who provides an evidence type. Where it wants to know more from the citizen first
/// (<c>DSD:ERR:0005</c>), it is told what was answered to just those questions; what is still open comes back.
/// </summary>
internal sealed class DirectorySearch(CommonServicePair services)
{
    public async Task<DirectoryEntry> FindAsync(
        string type, string there, IReadOnlyDictionary<string, string> answers, CancellationToken cancellationToken)
    {
        var reply = await services.Directory.AskAsync(CatalogueQuery.DataServices(type, there, null, []), cancellationToken);
        if (reply.Answer is not { } first)
        {
            return new DirectoryEntry([]) { Missing = OotsFaults.OfMissingAnswer(reply) };
        }

        DateTimeOffset? stale = reply.IsStale ? reply.AsOf : null;
        if (!first.AsksTheUser)
        {
            return new DirectoryEntry(first.DataServices) { StaleSince = stale };
        }

        var given = first.Questions.Where(question => answers.ContainsKey(question.Identifier)).ToArray();
        if (given.Length == 0)
        {
            return new DirectoryEntry([]) { Questions = first.Questions };
        }

        var told = given.ToDictionary(question => question.Identifier, question => answers[question.Identifier], StringComparer.Ordinal);
        var answered = await services.Directory.AskAsync(CatalogueQuery.DataServices(type, there, null, told), isPersonal: true, cancellationToken);
        if (answered.Answer is not { } second)
        {
            return new DirectoryEntry([]) { Missing = OotsFaults.OfMissingAnswer(answered) };
        }

        if (second is not { IsSuccess: true })
        {
            // It wants to know still more, or nothing fits the answers: the citizen answers again.
            return new DirectoryEntry([]) { Questions = second.Questions.Count > 0 ? second.Questions : first.Questions };
        }

        return new DirectoryEntry(second.DataServices)
        {
            Answers = told,
            Classifications = [.. given.Select(question => new ProviderClassification(question.Identifier, question.Type ?? "string", told[question.Identifier])
            {
                Scheme = question.Scheme,
                ValueExpression = question.ValueExpression,
                Descriptions = question.Descriptions,
            })],
        };
    }
}

/// <summary>What the directory says of one evidence type.</summary>
/// <param name="Services">Who provides it.</param>
internal sealed record DirectoryEntry(IReadOnlyList<DataService> Services)
{
    /// <summary>What has to be answered first.</summary>
    public IReadOnlyList<CatalogueQuestion> Questions { get; init; } = [];

    /// <summary>The answers it was told.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<ProviderClassification> Classifications { get; init; } = [];

    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>Why it says nothing, where it did not answer.</summary>
    public EvidenceError? Missing { get; init; }
}
