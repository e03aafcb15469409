// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Persons;

/// <summary>Whom an evidence is about, or who acts.</summary>
/// <param name="Identifier">
/// Unique identifier as the eID gave it. From eIDAS it has the form <c>XX/YY/…</c> (country of the identifier, country
/// it was made for, an opaque and case-sensitive rest that may itself contain a slash).
/// </param>
public abstract record Person(string Identifier);
