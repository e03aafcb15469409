// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OnceOnly.Identity.Sessions;

namespace OnceOnly.Gateway.Portal;

/// <summary>Ends the session here; those of e-services are their own.</summary>
internal sealed class LogoutModel(ICitizenSessions sessions) : PageModel
{
    public bool IsLoggedIn { get; private set; }

    public async Task OnGetAsync() => IsLoggedIn = await sessions.FindAsync(HttpContext) is not null;

    public async Task<IActionResult> OnPostAsync()
    {
        await sessions.EndAsync(HttpContext);
        return LocalRedirect("/logout");
    }
}
