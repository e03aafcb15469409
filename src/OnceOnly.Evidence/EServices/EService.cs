// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.EServices;

/// <summary>A municipal e-service as the gateway's configuration knows it now; never what a token once said.</summary>
/// <param name="ClientId">OAuth client identifier.</param>
/// <param name="Tenant">The controller (municipality) that the e-service belongs to.</param>
/// <param name="Names">Name shown to citizens.</param>
/// <param name="Procedures">Procedure codes it may use.</param>
/// <param name="EvidenceTypes">Evidence types it may ask for.</param>
/// <param name="ReturnUris">Where a browser may be sent back to after an interaction; compared exactly.</param>
public sealed record EService(
    string ClientId,
    string Tenant,
    Catalogue.LocalizedTexts Names,
    IReadOnlySet<string> Procedures,
    IReadOnlySet<string> EvidenceTypes,
    IReadOnlySet<string> ReturnUris);
