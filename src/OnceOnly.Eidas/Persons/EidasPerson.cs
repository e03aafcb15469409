// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Persons;

/// <summary>A person with a complete minimum data set.</summary>
/// <param name="Identifier">The identity. A NameID never is.</param>
public abstract record EidasPerson(EidasIdentifier Identifier)
{
    /// <summary>Personal data stay out of texts that might be logged.</summary>
    public sealed override string ToString() => GetType().Name;
}
