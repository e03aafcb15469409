// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Responses;

/// <summary>Why a log-in did not come about.</summary>
public enum LoginFailureReason
{
    /// <summary>The citizen declined (RequestDenied).</summary>
    Cancelled,

    /// <summary>The citizen was not authenticated; many nodes also say so when the citizen cancels (AuthnFailed).</summary>
    NotAuthenticated,

    /// <summary>No eID of the level asked for (NoAuthnContext).</summary>
    LevelNotReached,

    /// <summary>The node found our request wrong.</summary>
    RequestRefused,

    /// <summary>The node could not do it.</summary>
    NodeFailed,
}
