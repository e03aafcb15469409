// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.EServices;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Identity.AccessTokens;
using OnceOnly.Identity.Tokens;

namespace OnceOnly.Gateway.Api.Authentication;

/// <summary>Who calls: the token's principal, and its e-service as the configuration knows it now.</summary>
internal sealed record ApiCaller(EService Service, AccessTokenPrincipal Principal)
{
    /// <summary>The call under its explicit request. A token that an e-service got for itself has none.</summary>
    public Result<EServiceCall> Call => Principal.ExplicitRequestId is { } id
        ? new EServiceCall(Service, id)
        : new EvidenceError(EvidenceErrorCode.NotAllowed, "This needs a token granted together with a citizen's explicit request.");

    /// <summary>Who looks for offers: with an explicit request, or for itself.</summary>
    public Result<EService> Finder => Principal.ExplicitRequestId is not null || Principal.Scopes.Contains(Scope.EvidenceFind)
        ? Service
        : new EvidenceError(EvidenceErrorCode.NotAllowed, $"This needs a token granted with an explicit request, or with the scope {Scope.EvidenceFind}.");
}
