// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using OnceOnly.Evidence.EServices;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.AuthorizationDetails;

namespace OnceOnly.Gateway.Api.AuthorizationDetails;

/// <summary>Judges pushed <c>authorization_details</c> against the e-service's allow-lists and the catalogue.</summary>
internal sealed class EvidenceRequestPolicy(IEServiceDirectory services, IExplicitRequests requests) : IAuthorizationDetailsPolicy
{
    public async ValueTask<IAuthorizationDetailsPolicy.Verdict> JudgeAsync(string clientId, JsonElement details, CancellationToken cancellationToken)
    {
        var (wish, error) = EvidenceRequestDetail.Read(details);
        if (wish is null)
        {
            return Refuse(error!);
        }

        if (services.Find(clientId) is not { } service)
        {
            return Refuse("The client is not registered.");
        }

        var proposal = await requests.ProposeAsync(service, wish, cancellationToken);
        return proposal.IsSuccess
            ? new IAuthorizationDetailsPolicy.Verdict(Error: null, proposal.Value.LevelOfAssurance)
            : Refuse($"{proposal.Error.WireCode}: {proposal.Error.Detail}");
    }

    private static IAuthorizationDetailsPolicy.Verdict Refuse(string error) => new(error, LevelOfAssurance.High);
}
