// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Identity.Tests.Harness;

/// <summary>State in a PostgreSQL database of its own.</summary>
internal static class StateSettings
{
    public static IReadOnlyDictionary<string, string?> In(string folder) => new StateEngine(folder).Settings;
}
