// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Serving;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Providing;

/// <summary>Requests of other Member States: what is asked of which data service, and whether it may be.</summary>
internal sealed class IncomingRequests(
    IServing serving, DataServices services, ServingChannel channel, IRemits remits, IOptions<ProvidingOptions> options, ILogger<IncomingRequests> log)
    : IIncomingRequests
{
    public async Task TakeAsync(IncomingEdm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Message is not EvidenceRequest asked)
        {
            throw new ArgumentException("Not a request.", nameof(request));
        }

        var name = services.FindFor(asked);
        var isReadable = IncomingPersons.TryRead(asked, services.Country, CountryOf(asked.Requester), out var person);
        var received = Received(request, asked, name, person ?? Unreadable(asked));
        if (remits.Find(request.Envelope.Party) is not { } remit || asked.Requester.Address is null || !asked.Requesters.All(remit.Covers))
        {
            Log.BeyondRemit(log, request.MessageId, request.Envelope.Party.Value);
            await serving.RefuseAsync(received, ServingFault.MissingAuthorization, "This access point may not ask for this authority in this country.", cancellationToken);
        }
        else if (name is null || services.Find(name) is not { } service)
        {
            Log.NoDataService(log, request.MessageId, asked.EvidenceType.Identifier);
            await serving.RefuseAsync(received, ServingFault.NotFound, "No such data service is known here.", cancellationToken);
        }
        else if (Refusal(asked, request.Envelope.Party.Value, service, isReadable ? person : null) is var (fault, detail))
        {
            await serving.RefuseAsync(received, fault, detail, cancellationToken);
        }
        else if (asked.PreviewLocation is { } location)
        {
            await serving.HoldAsync(received, channel.TokenIn(location), asked.ReturnLocation, Terms(asked, service, person!), cancellationToken);
        }
        else
        {
            await serving.ReceiveAsync(received, Terms(asked, service, person!), cancellationToken);
        }
    }

    /// <summary>Why the request cannot be served, whoever comes.</summary>
    private static (ServingFault Fault, string Detail)? Refusal(EvidenceRequest asked, string party, DataServiceOptions service, AuthenticatedPerson? person)
    {
        if (person is null)
        {
            return (ServingFault.Unsupported, "A legal person as representative is not served.");
        }

        if ((asked.Subject is OotsLegalPerson ? SubjectKind.LegalPerson : SubjectKind.NaturalPerson) != service.Subject)
        {
            return (ServingFault.NotFound, "This evidence is about another kind of person.");
        }

        if (!asked.ExplicitRequestGiven && !IsAmong(service.WithoutExplicitRequest, party, asked.Requester))
        {
            return (ServingFault.MissingAuthorization, "An explicit request of the user is needed.");
        }

        if (!asked.PossibilityForPreview && !IsAmong(service.WithoutPreview, party, asked.Requester))
        {
            return (ServingFault.MissingAuthorization, "A preview is needed.");
        }

        if (person.LevelOfAssurance < service.LevelOfAssurance)
        {
            return (ServingFault.FailedAuthentication, $"The level of assurance must be {service.LevelOfAssurance} at least.");
        }

        if (!IncomingPersons.HasPower(asked) || (!asked.PossibilityForPreview && asked.Representative is not null))
        {
            return (ServingFault.FailedAuthentication, "The power of representation is not shown.");
        }

        return DataServices.FormatFor(service, asked) is null ? (ServingFault.Unsupported, "None of the forms asked for is served.") : null;
    }

    /// <summary>The log-in here is to be as strong as the one there claims to be.</summary>
    private ServingTerms Terms(EvidenceRequest asked, DataServiceOptions service, AuthenticatedPerson person)
    {
        var limits = options.Value;
        var level = person.LevelOfAssurance > service.LevelOfAssurance ? person.LevelOfAssurance : service.LevelOfAssurance;
        return new ServingTerms(asked.PossibilityForPreview, level, limits.FirstRoundTrip, limits.FollowLink, limits.Decide);
    }

    private static ReceivedRequest Received(IncomingEdm request, EvidenceRequest asked, string? service, AuthenticatedPerson person) => new()
    {
        MessageId = request.MessageId,
        RequestId = asked.Id,
        Party = request.Envelope.Party.Value,
        Requester = EdmLog.Text(asked.Requester.Identifier),
        RequesterNames = new LocalizedTexts(asked.Requester.Names.GroupBy(text => text.Language.ToLowerInvariant(), StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First().Text, StringComparer.Ordinal)),
        RequesterCountry = CountryOf(asked.Requester),
        Procedure = asked.Procedure,
        Service = service ?? string.Empty,
        Correlation = $"{request.Envelope.ConversationId}|{request.Envelope.ExchangeId}",
        SentAt = request.SentAt,
        Person = person,
        ReturnsByLink = request.Envelope.Version < EdmVersion.V20,
        Message = KeptRequest.Of(request).ToBytes(),
        Log = EdmLog.Of(request.Envelope, EdmKind.Request) with
        {
            MessageId = request.MessageId,
            RefToMessageId = request.RefToMessageId,
            RequestId = asked.Id,
            Requirements = [.. asked.Requirements.Select(requirement => requirement.Identifier)],
            SentAt = request.SentAt,
        },
        Content = request.Document.Root.OuterXml,
    };

    /// <summary>Whom a request is about that will be refused: the subject alone.</summary>
    private AuthenticatedPerson Unreadable(EvidenceRequest asked)
    {
        IncomingPersons.TryRead(asked with { Representative = null }, services.Country, CountryOf(asked.Requester), out var person);
        return person!;
    }

    /// <summary>The access point, which is authenticated; or a country, which is known by now to be one that the access point speaks for.</summary>
    private static bool IsAmong(IList<string> exempt, string party, OotsAgent requester) => exempt.Contains(party) || exempt.Contains(CountryOf(requester));

    private static string CountryOf(OotsAgent requester) => requester.Address?.Country ?? string.Empty;
}
