// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Persons;

/// <summary>The minimum data set of a legal person (CIR (EU) 2015/1501, annex).</summary>
public sealed record LegalPerson(string Identifier, string LegalName) : Person(Identifier)
{
    /// <summary>Legal name in its original script, when the eID gave both.</summary>
    public string? OriginalLegalName { get; init; }
}
