// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using OnceOnly.Evidence.Providers;
using OnceOnly.Oots.Catalogue;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Requesting;

/// <summary>From the citizen's explicit request to the message that asks for it.</summary>
internal sealed class RequestBuilder(OotsOptions oots, RequestingOptions options, TimeProvider clock, ILogger<RequestBuilder> log)
{
    private static readonly string[] Supplements = ["Annex", "HumanReadableVersion", "Translation"];

    private readonly RequestSubject subjects = new(options.RekeyingCountries.Count > 0 ? options.RekeyingCountries : RequestSubject.KnownRekeyingCountries);

    /// <returns>Null when no authority is configured for the tenant.</returns>
    public EvidenceRequest? First(ProviderQuestion question, DataServiceOffer offer)
    {
        if (!options.Requesters.TryGetValue(question.Requester, out var requester))
        {
            return null;
        }

        if (RequestSubject.LeavesOut(question.Person.Subject) || RequestSubject.LeavesOut(question.Person.Representative))
        {
            Log.IdentifierLeftOut(log, question.ExchangeId);
        }

        var (subject, representative) = subjects.Of(question.Person, question.Procedure);
        return new EvidenceRequest
        {
            Version = offer.Version,
            Id = EdmNames.UuidUrnPrefix + Guid.NewGuid().ToString("D"),
            IssuedAt = clock.GetUtcNow(),
            Procedure = question.Procedure,

            // The law is about people who ask for themselves: who is represented relies on somebody looking.
            PossibilityForPreview = question.Offer.Preview || representative is not null,
            ExplicitRequestGiven = true,
            Requirements = offer.Requirements,
            Requesters = [requester.ToAgent(oots.Country, "ER"), .. options.Platform is { } platform ? [platform.ToAgent(oots.Country, "IP")] : Array.Empty<OotsAgent>()],
            Provider = offer.Access.Provider with { Address = null, Classification = null },
            ProviderClassifications = offer.Classifications,
            EvidenceType = new RequestedEvidenceType(
                offer.Service.Identifier, offer.Service.Classification, offer.Service.Titles, [Form(offer)]) { Descriptions = offer.Service.Descriptions },
            Subject = subject,
            Representative = representative,
        };
    }

    /// <summary>What people can read is asked for where there is such a form; else the first one offered.</summary>
    private RequestedDistribution Form(DataServiceOffer offer)
    {
        var forms = offer.Service.Distributions;
        var form = forms.FirstOrDefault(form => form.Format == "application/pdf") ?? (forms.Count > 0 ? forms[0] : new RequestedDistribution("application/pdf"));
        return offer.Version >= EdmVersion.V20
            ? form with { AssociatedDocuments = options.AssociatedDocuments.Count > 0 ? options.AssociatedDocuments : Supplements, Transformation = null }
            : form with { AssociatedDocuments = [], Languages = [] };
    }
}
