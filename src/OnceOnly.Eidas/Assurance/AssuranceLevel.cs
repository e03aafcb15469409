// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Assurance;

/// <summary>Levels of assurance of notified eIDs (Regulation (EU) 910/2014, Article 8), in ascending order.</summary>
public enum AssuranceLevel
{
    Low = 1,
    Substantial = 2,
    High = 3,
}
