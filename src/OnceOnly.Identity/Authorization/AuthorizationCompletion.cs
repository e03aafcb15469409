// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using Microsoft.Extensions.Options;
using OnceOnly.Identity.Clients;
using OnceOnly.Identity.Grants;
using OnceOnly.Identity.PushedRequests;
using OnceOnly.Identity.Sessions;
using OnceOnly.Identity.State;
using OnceOnly.Identity.Subjects;
using OnceOnly.Identity.UserInfo;

namespace OnceOnly.Identity.Authorization;

/// <summary>Ends an authorization request, once: with a grant and a code, or with an error for the client.</summary>
internal sealed class AuthorizationCompletion(
    OngoingAuthorizations ongoing,
    PushedRequestStore requests,
    GrantStore grants,
    ProtectedStore store,
    PairwiseSubjects subjects,
    IClientDirectory clients,
    AuthorizationResponse response,
    IOptions<IdentityOptions> options,
    TimeProvider clock)
{
    private readonly LifetimeOptions _lifetimes = options.Value.Lifetimes;

    /// <returns>Address of the client with the code; null when it was decided already.</returns>
    public async Task<string?> GrantAsync(
        Held<OngoingAuthorization> held,
        CitizenSession session,
        JsonElement? details,
        string? explicitRequestId,
        CancellationToken cancellationToken)
    {
        var request = held.Content.Request;
        if (clients.Find(request.ClientId) is not { } client || !await TryEndAsync(held, cancellationToken))
        {
            return null;
        }

        var grant = new Grant
        {
            Id = Handle.New(),
            ClientId = client.ClientId,
            Scopes = request.Scopes,
            Citizen = CitizenPartOf(session, client, request),
            AuthorizationDetails = details,
            ExplicitRequestId = explicitRequestId,
        };
        await grants.AddAsync(grant, LifetimeFor(client), cancellationToken);
        return response.Success(request, await AddCodeAsync(grant, request, cancellationToken));
    }

    /// <returns>Address of the client with the error; null when it was decided already.</returns>
    public async Task<string?> RefuseAsync(Held<OngoingAuthorization> held, string error, string description, CancellationToken cancellationToken) =>
        await TryEndAsync(held, cancellationToken) ? response.Error(held.Content.Request, error, description) : null;

    private async Task<bool> TryEndAsync(Held<OngoingAuthorization> held, CancellationToken cancellationToken) =>
        await ongoing.TryDecideAsync(held, cancellationToken)
        && await requests.TryCompleteAsync(held.Content.RequestHandle, cancellationToken);

    private Grant.CitizenPart CitizenPartOf(CitizenSession session, Client client, AuthorizationRequest request) => new(
        subjects.Of(session.Person, client),
        session.Id,
        session.Person.LevelOfAssurance,
        session.Person.AuthenticatedAt,
        session.EidMethod,
        PersonClaims.Of(session.Person, client, request.Scopes));

    /// <summary>Without refreshing, nothing of a grant is used after its last possible access token.</summary>
    private TimeSpan LifetimeFor(Client client) => client.AllowRefresh ? _lifetimes.Grant : _lifetimes.Code + _lifetimes.AccessToken;

    private Task<string> AddCodeAsync(Grant grant, AuthorizationRequest request, CancellationToken cancellationToken)
    {
        var code = new AuthorizationCode(
            grant.Id,
            grant.ClientId,
            request.RedirectUri,
            request.CodeChallenge,
            request.DpopThumbprint,
            request.Nonce,
            clock.GetUtcNow() + _lifetimes.Code);
        var remembered = _lifetimes.Code + _lifetimes.AccessToken;
        return store.AddAsync(ProtocolKind.Code, code, remembered, GrantStore.FamilyOf(grant.Id), cancellationToken);
    }
}
