// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.EidMethods;

/// <summary>How the browser leaves for the eID: a redirect, or a form post when there are fields.</summary>
/// <param name="Destination">Where to.</param>
/// <param name="FormFields">Hidden fields of a POST; null for a redirect.</param>
public sealed record EidDeparture(Uri Destination, IReadOnlyDictionary<string, string>? FormFields);
