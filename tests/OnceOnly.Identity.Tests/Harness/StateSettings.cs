// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Tests.Harness;

/// <summary>State in SQLite files; OnceOnly.Evidence.OnPostgres.Tests has another one.</summary>
internal static class StateSettings
{
    /// <summary>The section <c>Storage</c>.</summary>
    public static IReadOnlyDictionary<string, string?> In(string folder) => new Dictionary<string, string?>(StringComparer.Ordinal) { ["Sqlite:Folder"] = folder };
}
