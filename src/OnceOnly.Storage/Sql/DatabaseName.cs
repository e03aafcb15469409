// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Storage.Sql;

/// <summary>Service keys of the registered <see cref="ISqlDatabase"/>s; also the prefixes of their scripts.</summary>
public static class DatabaseName
{
    /// <summary>Everything but keys.</summary>
    public const string State = "state";

    /// <summary>The keys, so that destroying one leaves nothing readable in the other database.</summary>
    public const string Keys = "keys";
}
