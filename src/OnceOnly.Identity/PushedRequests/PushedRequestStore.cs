// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Identity.State;

namespace OnceOnly.Identity.PushedRequests;

/// <summary>Pushed authorization requests by their <c>request_uri</c> (RFC 9126).</summary>
internal sealed class PushedRequestStore(ProtectedStore store, IOptions<IdentityOptions> options, TimeProvider clock)
{
    private const string Prefix = "urn:ietf:params:oauth:request_uri:";

    private readonly LifetimeOptions _lifetimes = options.Value.Lifetimes;

    public TimeSpan Lifetime => _lifetimes.PushedRequest;

    /// <returns>The <c>request_uri</c>.</returns>
    public async Task<string> AddAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        var pushed = new PushedRequest(request, clock.GetUtcNow() + _lifetimes.PushedRequest);
        var lifetime = _lifetimes.PushedRequest + _lifetimes.Authorization;
        return Prefix + await store.AddAsync(ProtocolKind.PushedRequest, pushed, lifetime, family: null, cancellationToken);
    }

    /// <summary>The request, while a browser may still open it and nobody has completed it.</summary>
    public async Task<Held<PushedRequest>?> FindAsync(string? requestUri, CancellationToken cancellationToken)
    {
        if (requestUri?.StartsWith(Prefix, StringComparison.Ordinal) != true)
        {
            return null;
        }

        var held = await store.FindAsync<PushedRequest>(ProtocolKind.PushedRequest, requestUri[Prefix.Length..], cancellationToken);
        return held is { Item.Consumed: false } && clock.GetUtcNow() < held.Content.OpenUntil ? held : null;
    }

    /// <summary>Completes the request; only one caller ever gets true.</summary>
    public async Task<bool> TryCompleteAsync(string handle, CancellationToken cancellationToken) =>
        await store.ConsumeAsync(ProtocolKind.PushedRequest, handle, cancellationToken) == Consumption.First;
}
