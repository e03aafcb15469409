// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Exchanges;

/// <summary>States of an exchange.</summary>
public enum ExchangeState
{
    Requested,
    PreviewRequired,
    Previewing,
    Available,
    Delivered,
    Acknowledged,
    Declined,

    /// <summary>The provider has it later; asking again after that time resumes the exchange.</summary>
    Unavailable,
    Failed,
    Expired,
}
