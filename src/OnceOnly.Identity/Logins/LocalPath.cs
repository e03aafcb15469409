// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Logins;

/// <summary>Paths on this host. Browsers read <c>//host</c> and <c>/\host</c> as other hosts, and drop tabs and line ends; anything but visible ASCII is escaped in a path.</summary>
public static class LocalPath
{
    public static bool IsLocal(string? path) =>
        path is ['/', ..] && (path.Length == 1 || path[1] is not ('/' or '\\')) && path.All(character => character is > ' ' and < (char)127);
}
