// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.State;

namespace OnceOnly.Identity.Grants;

/// <summary>Grants, and with each the family of codes and refresh tokens that ends with it.</summary>
internal sealed class GrantStore(ProtectedStore store)
{
    public Task AddAsync(Grant grant, TimeSpan lifetime, CancellationToken cancellationToken) =>
        store.AddAsync(ProtocolKind.Grant, grant.Id, grant, lifetime, FamilyOf(grant.Id), cancellationToken);

    public async Task<Grant?> FindAsync(string grantId, CancellationToken cancellationToken) =>
        (await store.FindAsync<Grant>(ProtocolKind.Grant, grantId, cancellationToken))?.Content;

    public Task<bool> LivesAsync(string grantId, CancellationToken cancellationToken) =>
        store.ExistsAsync(ProtocolKind.Grant, grantId, cancellationToken);

    /// <summary>Ends the grant: its tokens are refused from now on.</summary>
    public Task RevokeAsync(string grantId, CancellationToken cancellationToken) =>
        store.RemoveFamilyAsync(FamilyOf(grantId), cancellationToken);

    public static string FamilyOf(string grantId) => Handle.Hash(grantId);
}
