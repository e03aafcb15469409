// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.EServices.EvidenceApi;

/// <summary>A document that the gateway announces.</summary>
public sealed record EvidenceDocument(string Id, string MediaType, string FileName, long Size, ReadOnlyMemory<byte> Sha256);
