// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Catalogue;

/// <summary>What a stored copy of an evidence may be used for. Each value allows what the one before allows.</summary>
public enum ReusePolicy
{
    /// <summary>Nothing is kept beyond delivery.</summary>
    None,

    /// <summary>Kept until the explicit request ends, and serves only that explicit request again.</summary>
    Exchange,

    /// <summary>Kept until its maximum age, revocation or erasure; serves another explicit request of the same person.</summary>
    Person,
}
