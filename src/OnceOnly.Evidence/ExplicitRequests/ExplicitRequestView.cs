// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.ExplicitRequests;

/// <summary>The citizen's recorded wish: one procedure, named providers, named evidence types, once.</summary>
public sealed record ExplicitRequestView(
    string Id,
    string ClientId,
    string Tenant,
    string Procedure,
    IReadOnlyList<RequestedEvidence> Evidence,
    bool IsOpen,
    DateTimeOffset GivenAt,
    DateTimeOffset ExpiresAt);
