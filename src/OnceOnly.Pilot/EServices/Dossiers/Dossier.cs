// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.EServices.EvidenceApi;
using OnceOnly.Pilot.EServices.OAuth;

namespace OnceOnly.Pilot.EServices.Dossiers;

/// <summary>One citizen's application, from the first click until it is submitted. Bound to the browser that started it.</summary>
public sealed class Dossier(OfferedProcedure procedure, PendingAuthorization authorization, StoredDocuments documents)
{
    /// <summary>One step at a time: a second click waits for the first.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    public OfferedProcedure Procedure { get; } = procedure;

    /// <summary>Set until the browser came back from the gateway; an answer serves once.</summary>
    public PendingAuthorization? Authorization { get; set; } = authorization;

    /// <summary>Ties a return from an interaction to this dossier.</summary>
    public string ReturnState { get; } = Unguessable.Create();

    public GrantedTokens? Tokens { get; set; }

    public EvidenceExchange? Exchange { get; set; }

    public StoredDocuments Documents { get; } = documents;

    /// <summary>What the last call was refused with; null when all is well.</summary>
    public EvidenceProblem? Problem { get; set; }

    public bool IsSubmitted { get; set; }
}
