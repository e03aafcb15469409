// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Persons;

namespace OnceOnly.Eidas.Issuing;

/// <summary>A log-in that a node vouches for.</summary>
public sealed record Authentication
{
    /// <summary>Whom it is about; the represented one when there is a representative.</summary>
    public required EidasPerson Subject { get; init; }

    /// <summary>Who acts, when that is not the subject.</summary>
    public EidasPerson? Representative { get; init; }

    /// <summary>URI of the level reached.</summary>
    public required string LevelOfAssurance { get; init; }

    /// <summary>How long the assertion may be used.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Some countries sign the assertion too; the signature that counts is the one on the response.</summary>
    public bool SignAssertion { get; init; }
}
