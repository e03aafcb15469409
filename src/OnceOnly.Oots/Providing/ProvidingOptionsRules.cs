// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Serving;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.CodeLists;
using OnceOnly.Oots.Rules;

namespace OnceOnly.Oots.Providing;

/// <summary>Refuses options with which no valid answer could be written.</summary>
internal sealed class ProvidingOptionsRules(OotsCodeLists lists, IServiceProviderIsService registered) : IValidateOptions<ProvidingOptions>
{
    public ValidateOptionsResult Validate(string? name, ProvidingOptions options)
    {
        var problems = Problems(options).Concat(options.DataServices.SelectMany(service => Problems(service.Key, service.Value))).ToList();
        if (problems.Count == 0)
        {
            // What stands in every answer keeps the rules, so that a refusal at least can always leave.
            problems.AddRange(AnswerSamples.Of(options, lists).Select(broken =>
                $"Oots:Providing:DataServices:{broken.Service}: its answers would break {string.Join(", ", broken.Rules)}; compare Agent, Classification, Titles and Formats with its record in the Data Service Directory."));
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(ProvidingOptions options)
    {
        if (!registered.IsService(typeof(IAccessPoint)))
        {
            yield return "Oots:Providing needs an access point to answer through: configure EDelivery, or leave Oots:Providing out.";
        }

        if (!lists.OotsCountries.Contains(options.Country))
        {
            yield return "Oots:Providing:Country must be the code of our country, for example EL.";
        }

        if (options.PreviewAddress is not { IsAbsoluteUri: true, Scheme: "https" })
        {
            yield return "Oots:Providing:PreviewAddress must be an https address; leave it out to use the pages of Listeners:Public.";
        }

        if (options.DataServices.Count == 0)
        {
            yield return "Oots:Providing:DataServices is empty; name what is served, or leave Oots:Providing out.";
        }

        // Several authorities may stand in one record.
        if (options.DataServices.Values
            .GroupBy(service => (service.RecordId.ToUpperInvariant(), service.Agent.Scheme, service.Agent.Identifier))
            .Any(same => same.Count() > 1))
        {
            yield return "Oots:Providing:DataServices: two have the same RecordId and Agent.";
        }

        if (options.FirstRoundTrip <= TimeSpan.Zero || options.FollowLink <= TimeSpan.Zero || options.Decide <= TimeSpan.Zero)
        {
            yield return "Oots:Providing:FirstRoundTrip, FollowLink and Decide must be positive.";
        }

        foreach (var (name, service) in options.DataServices)
        {
            foreach (var unknown in service.WithoutPreview.Concat(service.WithoutExplicitRequest)
                .Where(exempt => !lists.OotsCountries.Contains(exempt) && !options.Requesters.Any(requester => requester.Party == exempt)))
            {
                yield return $"Oots:Providing:DataServices:{name}:WithoutPreview and :WithoutExplicitRequest: {unknown} is neither the code of a country nor a Party of Oots:Providing:Requesters.";
            }
        }

        foreach (var (requester, index) in options.Requesters.Select((requester, index) => (requester, index)))
        {
            if (requester.Party.Length == 0 || !requester.ReturnOrigins.All(IsOrigin))
            {
                yield return $"Oots:Providing:Requesters:{index} needs a Party, and ReturnOrigins like https://portal.example.eu.";
            }
        }
    }

    private static IEnumerable<string> Problems(string name, DataServiceOptions service)
    {
        var key = "Oots:Providing:DataServices:" + name;
        if (!RuleValues.Uuid.IsMatch(service.RecordId))
        {
            yield return key + ":RecordId must be the UUID of the record in the Data Service Directory.";
        }

        if (service.Provider.Length == 0 || service.EvidenceType.Length == 0)
        {
            yield return key + ":Provider and :EvidenceType must name an evidence of Registries:Providers.";
        }

        if (service.Titles.Count == 0 || service.Agent.Names.Count == 0)
        {
            yield return key + ":Titles and :Agent:Names need at least one language each.";
        }

        if (service.Formats.Count == 0 || service.Formats.Any(format => format.Format.Length == 0))
        {
            yield return key + ":Formats needs at least one Format.";
        }

        foreach (var documents in service.Formats.Select(format => format.Documents).Where(documents => documents.Count > 0))
        {
            if (documents[0].Kind != PieceKind.Main || documents.Any(document => document.Number < 1)
                || documents.Select(document => document.Number).Distinct().Count() != documents.Count)
            {
                yield return key + ":Formats:…:Documents begin with a Main, and each has a Number of its own, from 1.";
            }
        }
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin)
        && origin.Scheme == Uri.UriSchemeHttps
        && origin.GetLeftPart(UriPartial.Authority).Equals(text.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}
