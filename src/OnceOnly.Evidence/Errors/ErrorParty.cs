// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Errors;

/// <summary>Who has to act so that it goes better next time.</summary>
public enum ErrorParty
{
    Citizen,
    Requester,
    Gateway,
    Registry,
    Network,
}
