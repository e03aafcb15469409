// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Security;

namespace OnceOnly.EDelivery.Parties;

/// <summary>Another access point, as agreed beforehand.</summary>
public sealed record Partner
{
    public required Party Party { get; init; }

    /// <summary>Where its messages go; https.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Its pinned certificates: one, or two while one replaces the other.</summary>
    public required IReadOnlyList<TrustedSigner> Signers { get; init; }

    /// <summary>What it reads with.</summary>
    public required X509Certificate2 EncryptTo { get; init; }
}
