// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.EServices.EvidenceApi;

/// <summary>An exchange as the e-service keeps it, whichever way it talks to the gateway.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="ExplicitRequestId">The citizen's explicit request.</param>
/// <param name="State">State in its wire form, for example <c>preview_required</c>.</param>
/// <param name="Interaction">Set while the citizen must act: send the browser there.</param>
/// <param name="Error">Set when there is no evidence.</param>
/// <param name="Documents">The documents, once the evidence is available.</param>
/// <param name="ServedFromCopy">True when no registry was asked.</param>
public sealed record EvidenceExchange(
    string Id,
    string ExplicitRequestId,
    string State,
    Uri? Interaction,
    EvidenceProblem? Error,
    IReadOnlyList<EvidenceDocument> Documents,
    bool ServedFromCopy)
{
    /// <summary>The evidence can be fetched.</summary>
    public bool IsReady => State is "available" or "delivered";

    /// <summary>Nothing changes before the citizen, or the e-service, does something.</summary>
    public bool IsAtRest => State != "requested";
}
