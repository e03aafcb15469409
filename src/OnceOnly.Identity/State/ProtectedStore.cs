// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;

namespace OnceOnly.Identity.State;

/// <summary>
/// <see cref="IProtocolStore"/> for typed content: hashes the handle and protects the content under kind and handle, so
/// that whoever reads or swaps rows in the database learns and gains nothing.
/// </summary>
internal sealed class ProtectedStore(
    IProtocolStore store,
    IDataProtectionProvider protection,
    TimeProvider clock,
    ILogger<ProtectedStore> logger)
{
    private readonly IDataProtector _protector = protection.CreateProtector("OnceOnly.Identity.State");

    /// <summary>Adds under a new handle, which it returns.</summary>
    public async Task<string> AddAsync<T>(string kind, T content, TimeSpan lifetime, string? family, CancellationToken cancellationToken)
    {
        var handle = Handle.New();
        await AddAsync(kind, handle, content, lifetime, family, cancellationToken);
        return handle;
    }

    public async Task AddAsync<T>(string kind, string handle, T content, TimeSpan lifetime, string? family, CancellationToken cancellationToken)
    {
        var key = Handle.Hash(handle);
        var item = new ProtocolItem(kind, key, family, Protect(kind, key, content), clock.GetUtcNow() + lifetime);
        if (!await store.TryAddAsync(item, cancellationToken))
        {
            throw new InvalidOperationException($"A handle of kind '{kind}' exists already.");
        }
    }

    public async Task<Held<T>?> FindAsync<T>(string kind, string? handle, CancellationToken cancellationToken)
    {
        if (!Handle.IsPlausible(handle))
        {
            return null;
        }

        var item = await store.FindAsync(kind, Handle.Hash(handle!), cancellationToken);
        return item is not null && TryUnprotect<T>(item, out var content) ? new Held<T>(handle!, content, item) : null;
    }

    /// <summary>Whether it lives, without reading it.</summary>
    public async Task<bool> ExistsAsync(string kind, string handle, CancellationToken cancellationToken) =>
        Handle.IsPlausible(handle) && await store.FindAsync(kind, Handle.Hash(handle), cancellationToken) is not null;

    /// <returns>False when somebody else changed it meanwhile, or it is gone.</returns>
    public Task<bool> TryReplaceAsync<T>(Held<T> held, T content, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var item = held.Item with { Payload = Protect(held.Item.Kind, held.Item.Key, content), ExpiresAt = expiresAt };
        return store.TryReplaceAsync(item, cancellationToken);
    }

    public Task<Consumption> ConsumeAsync(string kind, string handle, CancellationToken cancellationToken) =>
        store.ConsumeAsync(kind, Handle.Hash(handle), cancellationToken);

    public Task RemoveAsync(string kind, string handle, CancellationToken cancellationToken) =>
        store.RemoveAsync(kind, Handle.Hash(handle), cancellationToken);

    public Task RemoveFamilyAsync(string family, CancellationToken cancellationToken) =>
        store.RemoveFamilyAsync(family, cancellationToken);

    /// <summary>Marks a value (a <c>jti</c>) as used until then.</summary>
    /// <returns>False when it was used before.</returns>
    public Task<bool> TryUseOnceAsync(string kind, string value, DateTimeOffset until, CancellationToken cancellationToken) =>
        store.TryAddAsync(new ProtocolItem(kind, Handle.Hash(value), null, ReadOnlyMemory<byte>.Empty, until), cancellationToken);

    private byte[] Protect<T>(string kind, string key, T content) =>
        _protector.CreateProtector(kind, key).Protect(JsonSerializer.SerializeToUtf8Bytes(content, StateJson.Options));

    private bool TryUnprotect<T>(ProtocolItem item, out T content)
    {
        try
        {
            var json = _protector.CreateProtector(item.Kind, item.Key).Unprotect(item.Payload.ToArray());
            content = JsonSerializer.Deserialize<T>(json, StateJson.Options)!;
            return content is not null;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            logger.StateIsUnreadable(item.Kind, exception.GetType().Name);
            content = default!;
            return false;
        }
    }
}
