// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Pages;

/// <summary>Why the browser cannot be sent on to anybody.</summary>
public enum ProtocolError
{
    /// <summary>The link is malformed, or was made without a pushed request.</summary>
    InvalidRequest,

    /// <summary>The link is too old or was used already; the e-service can start again.</summary>
    Expired,
}
