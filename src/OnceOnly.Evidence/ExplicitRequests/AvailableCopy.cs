// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.ExplicitRequests;

/// <summary>A stored copy that may serve, and since when it is held.</summary>
public sealed record AvailableCopy(string EvidenceType, string Provider, DateTimeOffset ObtainedAt);
