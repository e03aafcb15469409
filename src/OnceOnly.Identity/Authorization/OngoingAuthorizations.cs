// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OnceOnly.Identity.Sessions;
using OnceOnly.Identity.State;

namespace OnceOnly.Identity.Authorization;

/// <summary>Stores opened authorization requests.</summary>
internal sealed class OngoingAuthorizations(ProtectedStore store, IOptions<IdentityOptions> options)
{
    public async Task<Held<OngoingAuthorization>> OpenAsync(OngoingAuthorization ongoing, CancellationToken cancellationToken)
    {
        var handle = await store.AddAsync(ProtocolKind.Authorization, ongoing, options.Value.Lifetimes.Authorization, family: null, cancellationToken);
        return (await store.FindAsync<OngoingAuthorization>(ProtocolKind.Authorization, handle, cancellationToken))!;
    }

    /// <summary>The authorization, when it lives, is not decided, and was opened in this browser.</summary>
    public async Task<Held<OngoingAuthorization>?> FindOwnAsync(HttpContext context, string? id) =>
        await store.FindAsync<OngoingAuthorization>(ProtocolKind.Authorization, id, context.RequestAborted) is { Item.Consumed: false } held
        && BrowserBinding.Is(context, held.Content.Browser)
            ? held
            : null;

    public Task<bool> TryAwaitDecisionAsync(Held<OngoingAuthorization> held, string sessionId, CancellationToken cancellationToken) =>
        store.TryReplaceAsync(held, held.Content with { DecidedBySession = sessionId }, held.Item.ExpiresAt, cancellationToken);

    /// <summary>Decides it; only one caller ever gets true.</summary>
    public async Task<bool> TryDecideAsync(Held<OngoingAuthorization> held, CancellationToken cancellationToken) =>
        await store.ConsumeAsync(ProtocolKind.Authorization, held.Handle, cancellationToken) == Consumption.First;
}
