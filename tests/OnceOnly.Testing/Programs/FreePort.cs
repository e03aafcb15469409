// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Sites;

namespace OnceOnly.Testing.Programs;

/// <summary>A port that nobody uses, and that is not given out again; the pilot's range ends where this one begins.</summary>
public static class FreePort
{
    private static readonly PortRange Ports = new(26_000, 6_000);

    public static int Find() => Ports.Find();
}
