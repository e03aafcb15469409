// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Subjects;

/// <summary>A record whose parts can be read.</summary>
internal abstract class StructuredRecord
{
    /// <returns>The one text at that place; null when there is none, it is empty, or there are several.</returns>
    public abstract string? TextAt(string place);
}
