// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Catalogue;

/// <summary>On whose behalf the catalogue is searched.</summary>
/// <param name="Tenant">The controller.</param>
/// <param name="Client">Its e-service.</param>
public sealed record Finder(string Tenant, string Client);
