// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Keys;

/// <summary>When the provider's signing keys change (<c>Identity:Keys</c>).</summary>
public sealed class KeyOptions
{
    /// <summary>How long a signing key signs. It stays published until the next one has signed as long. <value>The default is 90 days.</value></summary>
    public TimeSpan RotateAfter { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long a new signing key is published before it signs. <value>The default is one hour.</value></summary>
    public TimeSpan PublishBefore { get; set; } = TimeSpan.FromHours(1);
}
