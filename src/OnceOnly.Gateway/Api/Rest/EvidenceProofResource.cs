// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Api.Rest;

/// <summary>One way in which an evidence type proves a requirement.</summary>
/// <param name="Requirement">What has to be proved.</param>
/// <param name="List">Identifier of the list: all its types are needed, lists are alternatives.</param>
/// <param name="Names">What the list is called, by language.</param>
/// <param name="AllOf">Every evidence type of the list, this one included.</param>
public sealed record EvidenceProofResource(string Requirement, string List, IReadOnlyDictionary<string, string> Names, IReadOnlyList<string> AllOf);
