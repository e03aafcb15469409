// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OnceOnly.Evidence.Persons;

/// <summary>A person and representation, recognisable but not readable: keyed hashes of the identifiers.</summary>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Representative">Who acts, when that is another.</param>
public sealed record PersonReference(string Subject, string? Representative)
{
    /// <summary>Whether both are the same person in the same representation; takes the same time either way.</summary>
    public bool IsSameAs(PersonReference other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return AreEqual(Subject, other.Subject) & AreEqual(Representative, other.Representative);
    }

    private static bool AreEqual(string? left, string? right) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(left.AsSpan()), MemoryMarshal.AsBytes(right.AsSpan()));
}
