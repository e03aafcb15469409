// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.Logins;

/// <summary>Why a log-in is needed.</summary>
/// <param name="ReturnPath">Local path to go on to with the new session; anything not local is refused.</param>
/// <param name="CancelPath">Local path to go to when the citizen gives up.</param>
/// <param name="MinimumLevel">Level to reach.</param>
/// <param name="ClientId">E-service on whose behalf, when there is one; its name is shown.</param>
public sealed record LoginPurpose(string ReturnPath, string CancelPath, LevelOfAssurance MinimumLevel, string? ClientId);
