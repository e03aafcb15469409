// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Subjects;

/// <summary>What an attribute says, whichever script or scope it says it in.</summary>
internal enum SubjectMeaning
{
    Identifier,
    NationalIdentifier,
    FamilyName,
    GivenName,
    DateOfBirth,
    LegalName,
}
