// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.State;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>Lets another instance be quicker: its write to the same item comes between a reading and the writing that follows.</summary>
/// <param name="store">What all instances share.</param>
/// <param name="quicker">What the first item to be replaced is made into before.</param>
internal sealed class InterposedStore(IProtocolStore store, Func<ProtocolItem, ProtocolItem> quicker) : IProtocolStore
{
    private Func<ProtocolItem, ProtocolItem>? _quicker = quicker;

    public async Task<bool> TryReplaceAsync(ProtocolItem item, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _quicker, null) is { } first)
        {
            var known = await store.FindAsync(item.Kind, item.Key, cancellationToken);
            (await store.TryReplaceAsync(first(known!), cancellationToken)).ShouldBeTrue();
        }

        return await store.TryReplaceAsync(item, cancellationToken);
    }

    public Task<bool> TryAddAsync(ProtocolItem item, CancellationToken cancellationToken) => store.TryAddAsync(item, cancellationToken);

    public Task<ProtocolItem?> FindAsync(string kind, string key, CancellationToken cancellationToken) => store.FindAsync(kind, key, cancellationToken);

    public Task<Consumption> ConsumeAsync(string kind, string key, CancellationToken cancellationToken) => store.ConsumeAsync(kind, key, cancellationToken);

    public Task RemoveAsync(string kind, string key, CancellationToken cancellationToken) => store.RemoveAsync(kind, key, cancellationToken);

    public Task RemoveFamilyAsync(string family, CancellationToken cancellationToken) => store.RemoveFamilyAsync(family, cancellationToken);

    public Task<int> RemoveExpiredAsync(int batchSize, CancellationToken cancellationToken) => store.RemoveExpiredAsync(batchSize, cancellationToken);
}
