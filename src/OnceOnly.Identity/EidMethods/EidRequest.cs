// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.EidMethods;

/// <summary>A log-in to start.</summary>
/// <param name="LoginId">Comes back to <see cref="Logins.ILogins"/> with the answer; opaque.</param>
/// <param name="OptionId">The citizen's choice.</param>
/// <param name="MinimumLevel">Level to reach.</param>
public sealed record EidRequest(string LoginId, string OptionId, LevelOfAssurance MinimumLevel);
