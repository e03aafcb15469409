// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Previews;
using OnceOnly.Identity.Logins;
using OnceOnly.Identity.Sessions;

namespace OnceOnly.Gateway.Portal;

/// <summary>
/// Where an e-service sends the browser so that a person can act. The link opens once; without a session the citizen
/// logs in first, and the link stays unused until then.
/// </summary>
internal sealed class InteractionModel(ICitizenSessions sessions, ILogins logins, IPreviews previews, IStringLocalizer<Texts> texts)
    : CitizenPage(sessions, logins)
{
    public string Sentence { get; private set; } = string.Empty;

    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (await FindSessionAsync() is not { } session)
        {
            return await LogInAsync(LevelOfAssurance.Low, PathOf(token));
        }

        var preview = await previews.OpenAsync(token, session.Person, HttpContext.RequestAborted);
        if (preview.IsSuccess)
        {
            return LocalRedirect("/preview/" + Uri.EscapeDataString(preview.Value.Id));
        }

        if (preview.Error is { Code: EvidenceErrorCode.LevelOfAssuranceTooLow, RequiredLevel: { } level })
        {
            return await LogInAsync(level, PathOf(token));
        }

        Response.StatusCode = StatusCodes.Status404NotFound;
        Sentence = texts[preview.Error.UserMessageKey];
        return Page();
    }

    /// <summary>Logged in as somebody else: end that session and come back as the right person.</summary>
    public async Task<IActionResult> OnPostAsync(string token)
    {
        await EndSessionAsync();
        return await LogInAsync(LevelOfAssurance.Low, PathOf(token));
    }

    private static string PathOf(string token) => "/interaction/" + Uri.EscapeDataString(token);
}
