// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Keys;

/// <summary>The provider's own keys, for health pages.</summary>
public interface IProviderKeys
{
    /// <summary>Whether there is a key to sign with. Throws what the store throws when none could ever be read.</summary>
    bool AreOpen { get; }
}
