// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.Logins;
using OnceOnly.Identity.Sessions;

namespace OnceOnly.Gateway.Portal;

/// <summary>Erasure of all copies, after asking once more.</summary>
internal sealed class EraseModel(ICitizenSessions sessions, ILogins logins, IMyData data, IOptions<PortalOptions> options)
    : CitizenPage(sessions, logins)
{
    private const string Path = "/my-data/erase";

    /// <summary>Whether copies that others obtained stay, because a representative erases.</summary>
    public bool IsPartial { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindSessionAsync(options.Value.MyDataLevel) is not { } session)
        {
            return await LogInAsync(options.Value.MyDataLevel, Path);
        }

        IsPartial = session.Person is { Representative: not null, Subject: NaturalPerson };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindSessionAsync(options.Value.MyDataLevel) is not { } session)
        {
            return await LogInAsync(options.Value.MyDataLevel, Path);
        }

        await data.EraseCopiesAsync(session.Person, HttpContext.RequestAborted);
        return LocalRedirect(MyDataModel.Path + "?done=erased");
    }
}
