// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.EServices;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Evidence.ExplicitRequests;

/// <summary>What the citizen is shown before saying yes: exactly which evidence, from whom, for which procedure.</summary>
/// <param name="Service">Who asks.</param>
/// <param name="Procedure">What for.</param>
/// <param name="Items">Every evidence type with every provider that offers it; the citizen may choose among providers.</param>
/// <param name="LevelOfAssurance">The highest level any of them needs.</param>
public sealed record ProposedRequest(
    EService Service,
    string Procedure,
    IReadOnlyList<EvidenceOffer> Items,
    LevelOfAssurance LevelOfAssurance);
