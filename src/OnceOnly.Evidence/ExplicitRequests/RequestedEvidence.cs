// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.ExplicitRequests;

/// <summary>One named evidence type from one named provider.</summary>
public sealed record RequestedEvidence(string EvidenceType, string Provider);
