// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Persons;

namespace OnceOnly.Eidas.Responses;

/// <summary>Whom the attributes describe.</summary>
internal sealed record DescribedPersons(EidasPerson Subject, EidasPerson? Representative);
