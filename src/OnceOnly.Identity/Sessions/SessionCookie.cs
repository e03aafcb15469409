// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using OnceOnly.Identity.State;

namespace OnceOnly.Identity.Sessions;

/// <summary>A cookie that holds an opaque handle and belongs to this host alone.</summary>
/// <param name="Name">Begins with <c>__Host-</c>.</param>
/// <param name="SameSite">Lax, unless an answer comes back by a cross-site POST.</param>
internal sealed record SessionCookie(string Name, SameSiteMode SameSite)
{
    public static SessionCookie Session { get; } = new("__Host-onceonly-session", SameSiteMode.Lax);

    /// <remarks>eID answers are cross-site form posts, so this one must travel with them.</remarks>
    public static SessionCookie Browser { get; } = new("__Host-onceonly-browser", SameSiteMode.None);

    public string? Read(HttpContext context) =>
        context.Request.Cookies.TryGetValue(Name, out var handle) && Handle.IsPlausible(handle) ? handle : null;

    public void Write(HttpContext context, string handle) => context.Response.Cookies.Append(Name, handle, Options());

    public void Delete(HttpContext context) => context.Response.Cookies.Delete(Name, Options());

    private CookieOptions Options() => new() { Secure = true, HttpOnly = true, SameSite = SameSite, Path = "/", IsEssential = true };
}
