// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.EServices.EvidenceApi;

/// <summary>Why there is no evidence.</summary>
/// <param name="Code">Code of the gateway's error vocabulary, for example <c>evidence_not_found</c>.</param>
/// <param name="Message">A sentence to show.</param>
public sealed record EvidenceProblem(string Code, string Message)
{
    public static EvidenceProblem GatewayUnreachable { get; } =
        new("gateway_unreachable", "The gateway cannot be reached at the moment. Please try again later.");
}
