// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Errors;

/// <summary>Where on its way the request failed.</summary>
public enum ErrorPhase
{
    Authorization,
    Discovery,
    Request,
    Matching,
    Transport,
    Preview,
    Delivery,
}
