// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.InteropServices;

namespace OnceOnly.Pilot.Walk;

/// <summary>The three counters by which one sees that nobody supplied the same data twice.</summary>
/// <param name="CitizenSupplied">Evidence that the citizen has to supply.</param>
/// <param name="RegistryAsked">Times a registry was asked.</param>
/// <param name="CopyServed">Evidence served from a stored copy.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Counters(long CitizenSupplied, long RegistryAsked, long CopyServed)
{
    public static Counters operator -(Counters left, Counters right) => new(
        left.CitizenSupplied - right.CitizenSupplied, left.RegistryAsked - right.RegistryAsked, left.CopyServed - right.CopyServed);

    public override string ToString() =>
        $"citizen supplied {CitizenSupplied}, registry asked {RegistryAsked}, served from copy {CopyServed}";
}
