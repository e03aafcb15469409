// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Persons;

/// <summary>The outcome of a log-in: whom it is about and, when another acts for them, who acts.</summary>
/// <param name="Subject">The person the evidence will be about; the represented one when there is a representative.</param>
/// <param name="Representative">Who acts, when that is not the subject.</param>
/// <param name="LevelOfAssurance">Level the log-in reached.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code of the state whose eID was used (Greece is <c>EL</c>).</param>
/// <param name="AuthenticatedAt">When the eID answered.</param>
public sealed record AuthenticatedPerson(
    Person Subject,
    NaturalPerson? Representative,
    LevelOfAssurance LevelOfAssurance,
    string Country,
    DateTimeOffset AuthenticatedAt)
{
    /// <summary>Whether both log-ins are the same person in the same representation; time and level may differ.</summary>
    public bool IsSameAs(AuthenticatedPerson other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Subject.GetType() == other.Subject.GetType()
            && string.Equals(Subject.Identifier, other.Subject.Identifier, StringComparison.Ordinal)
            && string.Equals(Representative?.Identifier, other.Representative?.Identifier, StringComparison.Ordinal);
    }
}
