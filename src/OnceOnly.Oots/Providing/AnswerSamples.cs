// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Serving;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;
using OnceOnly.Oots.Rules;
using OnceOnly.Oots.Writing;

namespace OnceOnly.Oots.Providing;

/// <summary>Answers of each data service to a request that is beyond doubt, judged when the host starts.</summary>
internal static class AnswerSamples
{
    /// <summary>Services whose answers would break rules, and which.</summary>
    public static IEnumerable<(string Service, IReadOnlyList<string> Rules)> Of(ProvidingOptions options, OotsCodeLists lists)
    {
        var services = new DataServices(Microsoft.Extensions.Options.Options.Create(options));
        var answers = new Answers(services);
        foreach (var (name, service) in options.DataServices)
        {
            var broken = service.Formats
                .SelectMany(format => new[] { EdmVersion.V12, EdmVersion.V20 }.Select(version => Request(services, service, format, version)))
                .SelectMany(request => AnswersTo(answers, service, request))
                .SelectMany(answer => Broken(answer, lists))
                .Distinct(StringComparer.Ordinal)
                .ToList();
            if (broken.Count > 0)
            {
                yield return (name, broken);
            }
        }
    }

    /// <summary>Ids of the rules that refuse a message of ours.</summary>
    public static IReadOnlyList<string> Broken(EdmMessage message, OotsCodeLists lists) => Broken(EdmWriter.Write(message), lists);

    /// <inheritdoc cref="Broken(EdmMessage, OotsCodeLists)"/>
    public static IReadOnlyList<string> Broken(byte[] xml, OotsCodeLists lists) =>
        EdmDocument.TryRead(xml, out var document, out var fault)
            ? [.. EdmRules.Check(document, lists).Where(violation => violation.Severity == RuleSeverity.Error).Select(violation => violation.Id).Distinct(StringComparer.Ordinal)]
            : [fault.ToString()];

    private static IEnumerable<EdmMessage> AnswersTo(Answers answers, DataServiceOptions service, EvidenceRequest request)
    {
        var at = request.IssuedAt;
        yield return answers.Error(request, service, Guid.NewGuid(), Answers.Refusal(ServingFault.Failed, null, at));
        yield return answers.Later(request, service, Guid.NewGuid(), at, at);
        var format = DataServices.FormatFor(service, request)!;
        var count = format.Documents.Select(document => document.Number).DefaultIfEmpty(1).Max();
        var documents = Enumerable.Range(1, count).Select(number => new DocumentInfo(
            number.ToString(System.Globalization.CultureInfo.InvariantCulture), format.Format, "evidence", 1, SHA256.HashData([]))).ToList();
        yield return answers.Evidence(request, service, Guid.NewGuid(), ProvidedPieces.Of(service, request, documents), at).Response;
    }

    private static EvidenceRequest Request(DataServices services, DataServiceOptions service, FormatOptions format, EdmVersion version) => new()
    {
        Version = version,
        Id = EdmNames.UuidUrnPrefix + Guid.NewGuid().ToString("D"),
        IssuedAt = DateTimeOffset.UnixEpoch,
        Procedure = "T3",
        PossibilityForPreview = true,
        ExplicitRequestGiven = true,
        Requirements = [],
        Requesters = [services.AgentOf(service, "ER")],
        Provider = services.AgentOf(service, classification: null),
        EvidenceType = new RequestedEvidenceType(
            service.RecordId,
            service.Classification,
            DataServices.OotsTexts(service.Titles),
            [new RequestedDistribution(format.Format) { ConformsTo = format.ConformsTo, AssociatedDocuments = ["Annex", "Translation", "HumanReadableVersion"] }]),
        Subject = new OotsNaturalPerson("Doe", "Jo", new DateOnly(2000, 1, 1)),
    };
}
