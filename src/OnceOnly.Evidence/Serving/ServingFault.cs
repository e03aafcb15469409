// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Serving;

/// <summary>Why a request from another Member State gets no evidence. Each channel has one word for each.</summary>
public enum ServingFault
{
    /// <summary>The log-in is weaker than the evidence asks for, or the power to represent was not shown.</summary>
    FailedAuthentication,

    /// <summary>What would authorise the answer is missing: the explicit request, or a preview that cannot be.</summary>
    MissingAuthorization,

    /// <summary>Replayed, or about a preview that is not known or was used already.</summary>
    InvalidRequest,

    /// <summary>Nothing, nobody, or more than one: never told apart outward.</summary>
    NotFound,

    /// <summary>Nobody came or decided in time.</summary>
    TimedOut,

    /// <summary>A form or feature that is not served.</summary>
    Unsupported,

    /// <summary>The registry or the gateway failed.</summary>
    Failed,
}
