// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Routing;

namespace OnceOnly.Identity.EidMethods;

/// <summary>A way to log in with a national eID: eIDAS SAML, a national OpenID Connect connector, a wallet, …</summary>
/// <remarks>
/// When the eID has answered, the plug-in's own endpoint calls <see cref="Logins.ILogins.CompleteAsync"/> or
/// <see cref="Logins.ILogins.FailAsync"/>. Everything before that is its own protocol; so is taking no more than one answer
/// to each request.
/// </remarks>
public interface IEidMethod
{
    /// <summary>Identifier in configuration and in <c>amr</c>, for example <c>eidas-saml</c>.</summary>
    string Id { get; }

    /// <summary>What the citizen can choose, for example one entry a country.</summary>
    IReadOnlyList<EidOption> Options { get; }

    /// <summary>Makes the request that the browser takes to the eID.</summary>
    /// <returns>Null when that eID cannot be used at the moment, for example because its metadata cannot be had.</returns>
    Task<EidDeparture?> StartAsync(EidRequest request, CancellationToken cancellationToken);

    /// <summary>Maps the endpoints at which the eID answers, and metadata where the protocol has any.</summary>
    void MapEndpoints(IEndpointRouteBuilder endpoints);
}
