// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using OnceOnly.Identity.State;

namespace OnceOnly.Identity.Sessions;

/// <summary>Ties what was begun in a browser to it, from before anybody is logged in; only a hash of its cookie is stored.</summary>
internal static class BrowserBinding
{
    private static readonly object Written = new();

    /// <summary>The hash for this browser, which gets its cookie now if it has none.</summary>
    public static string Establish(HttpContext context)
    {
        if (HandleOf(context) is not { } handle)
        {
            handle = Handle.New();
            SessionCookie.Browser.Write(context, handle);
            context.Items[Written] = handle;
        }

        return Handle.Hash(handle);
    }

    /// <summary>Whether the hash is of this browser.</summary>
    public static bool Is(HttpContext context, string hash) => HandleOf(context) is { } handle && Handle.Hash(handle) == hash;

    /// <remarks>A request can begin two things before its first cookie comes back.</remarks>
    private static string? HandleOf(HttpContext context) => SessionCookie.Browser.Read(context) ?? context.Items[Written] as string;
}
