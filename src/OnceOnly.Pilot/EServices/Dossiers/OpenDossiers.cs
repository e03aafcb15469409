// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Caching.Memory;
using OnceOnly.Pilot.EServices.OAuth;

namespace OnceOnly.Pilot.EServices.Dossiers;

/// <summary>The dossiers by the cookie of the browser that started them. A real e-service keeps them in its own database.</summary>
internal sealed class OpenDossiers(IMemoryCache cache, EServiceProfile profile)
{
    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    // The e-services share a host, and cookies know no ports: the name keeps them apart.
    private readonly string _cookie = "__Host-" + profile.ClientId;

    public Dossier? Find(HttpContext context) =>
        context.Request.Cookies.TryGetValue(_cookie, out var handle) ? cache.Get<Dossier>(handle) : null;

    public void Remember(HttpContext context, Dossier dossier)
    {
        var handle = Unguessable.Create();
        cache.Set(handle, dossier, new MemoryCacheEntryOptions { SlidingExpiration = Idle });
        context.Response.Cookies.Append(_cookie, handle, new CookieOptions
        {
            Path = "/",
            Secure = true,
            HttpOnly = true,

            // Strict would hide it from the gateway's redirect back to us.
            SameSite = SameSiteMode.Lax,
        });
    }
}
