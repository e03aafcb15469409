// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.InteropServices;

namespace OnceOnly.Pilot.Walk;

/// <summary>What a gateway has served to other Member States.</summary>
/// <param name="RegistryAsked">Times a registry was asked for them.</param>
/// <param name="Released">Answers with evidence.</param>
/// <param name="Other">Answers that end an exchange without: declined, later, not found.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ServedCounters(long RegistryAsked, long Released, long Other)
{
    public static ServedCounters operator -(ServedCounters left, ServedCounters right) =>
        new(left.RegistryAsked - right.RegistryAsked, left.Released - right.Released, left.Other - right.Other);

    public override string ToString() => $"registry asked {RegistryAsked}, evidence released {Released}, answered without {Other}";
}
