// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Keys;

/// <summary>What a stored key is for. Their lives differ, so they are kept apart.</summary>
public enum KeyPurpose
{
    /// <summary>The gateway's own: person references, copy keys, interaction links.</summary>
    Gateway,

    /// <summary>A person's stored evidence; destroyed when they have it erased.</summary>
    Evidence,

    /// <summary>A person's part of the ledger in one month; destroyed when the legal retention ends.</summary>
    Log,
}
