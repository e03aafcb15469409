// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Persons;

public enum EidasGender
{
    Unspecified,
    Male,
    Female,
}
