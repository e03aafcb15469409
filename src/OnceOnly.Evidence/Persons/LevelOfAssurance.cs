// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.Persons;

/// <summary>eIDAS level of assurance of a log-in (Regulation (EU) 910/2014, Article 8). Ordered: higher satisfies lower.</summary>
public enum LevelOfAssurance
{
    Low = 1,
    Substantial = 2,
    High = 3,
}
