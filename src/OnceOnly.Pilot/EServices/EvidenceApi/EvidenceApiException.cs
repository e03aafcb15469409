// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.EServices.EvidenceApi;

/// <summary>The gateway refused the call.</summary>
public sealed class EvidenceApiException(EvidenceProblem problem) : Exception(problem.Code)
{
    public EvidenceProblem Problem { get; } = problem;
}
