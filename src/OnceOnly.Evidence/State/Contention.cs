// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Evidence.State;

/// <summary>How often a change that met another is decided again. Each round somebody else got on, so more means a fault.</summary>
internal static class Contention
{
    public const int MostRounds = 100;

    public static InvalidOperationException Endless() => new($"A change could not be written in {MostRounds} rounds.");
}
