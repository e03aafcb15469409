// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.State;

/// <summary>
/// Port: short-lived protocol state (pushed requests, codes, refresh tokens, sessions, log-ins) and everything that may
/// be used only once. Single use is decided by one unique insert or one conditional update in SQL, so that it holds on
/// every instance. Keys are handles' SHA-256, payloads are already protected: the store never sees a secret.
/// </summary>
public interface IProtocolStore
{
    /// <summary>Inserts; false when the kind and key exist already.</summary>
    Task<bool> TryAddAsync(ProtocolItem item, CancellationToken cancellationToken);

    /// <summary>The live item; null when unknown or expired. A consumed one is still returned, marked as such.</summary>
    Task<ProtocolItem?> FindAsync(string kind, string key, CancellationToken cancellationToken);

    /// <summary>Marks the item as consumed; exactly one caller ever gets <see cref="Consumption.First"/>.</summary>
    Task<Consumption> ConsumeAsync(string kind, string key, CancellationToken cancellationToken);

    /// <summary>Replaces the payload and expiry of a live item when its revision is still the one read; false otherwise.</summary>
    Task<bool> TryReplaceAsync(ProtocolItem item, CancellationToken cancellationToken);

    Task RemoveAsync(string kind, string key, CancellationToken cancellationToken);

    /// <summary>Removes every item of a grant or session (its code, refresh tokens, …).</summary>
    Task RemoveFamilyAsync(string family, CancellationToken cancellationToken);

    /// <summary>Deletes a bounded batch of expired items; returns how many.</summary>
    Task<int> RemoveExpiredAsync(int batchSize, CancellationToken cancellationToken);
}
