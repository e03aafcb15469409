// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Catalogue;

/// <summary>One way in which an evidence type proves a requirement. All types of one list are needed; lists are alternatives.</summary>
/// <param name="Requirement">What has to be proved.</param>
/// <param name="List">Identifier of the list.</param>
/// <param name="Names">What the list is called.</param>
/// <param name="AllOf">Every evidence type of the list, this one included.</param>
public sealed record EvidenceProof(string Requirement, string List, LocalizedTexts Names, IReadOnlyList<string> AllOf);
