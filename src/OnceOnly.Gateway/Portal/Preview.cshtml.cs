// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Persons;
using OnceOnly.Evidence.Previews;
using OnceOnly.Gateway.Listeners;
using OnceOnly.Gateway.Portal.Documents;
using OnceOnly.Identity.Logins;
using OnceOnly.Identity.Sessions;

namespace OnceOnly.Gateway.Portal;

/// <summary>The citizen sees the evidence and accepts or declines it before it is delivered.</summary>
internal sealed class PreviewModel(
    ICitizenSessions sessions,
    ILogins logins,
    IPreviews previews,
    DocumentLinks links,
    DocumentItems documents,
    IOptions<ListenersOptions> listeners,
    IStringLocalizer<Texts> texts)
    : CitizenPage(sessions, logins)
{
    public Preview? Preview { get; private set; }

    public Notice? Notice { get; private set; }

    public IReadOnlyList<DocumentItem> Documents { get; private set; } = [];

    public bool IsOpen => Preview is { State: ExchangeState.Previewing, Elsewhere: null };

    /// <summary>Where the evidence is shown, when that is at the provider and still to be done.</summary>
    public Uri? LeavesFor => Preview?.State is ExchangeState.PreviewRequired or ExchangeState.Previewing ? Preview.Elsewhere : null;
    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await FindSessionAsync() is not { } session)
        {
            return await LogInAsync(LevelOfAssurance.Low, PathOf(id));
        }

        var preview = await previews.FindAsync(id, session.Person, HttpContext.RequestAborted);
        return preview.IsSuccess ? await ShowAsync(preview.Value, session.Person) : Refuse(preview.Error);
    }

    public async Task<IActionResult> OnPostAsync(string id, string? decision)
    {
        if (await FindSessionAsync() is not { } session)
        {
            return await LogInAsync(LevelOfAssurance.Low, PathOf(id));
        }

        if (decision == "leave")
        {
            var here = new Uri(listeners.Value.Public.Origin!, PathOf(id));
            var address = await previews.DepartAsync(id, session.Person, here, HttpContext.RequestAborted);
            return address.IsSuccess ? LeaveFor(address.Value) : Refuse(address.Error);
        }

        if (decision is not ("accept" or "decline"))
        {
            return BadRequest();
        }

        var decided = await previews.DecideAsync(id, session.Person, decision == "accept", HttpContext.RequestAborted);
        if (!decided.IsSuccess)
        {
            return Refuse(decided.Error);
        }

        return decided.Value.ReturnUri is { } back ? LeaveFor(back) : LocalRedirect(PathOf(id));
    }

    /// <summary>Opens a document at the documents' own origin, through a link made for this click.</summary>
    public async Task<IActionResult> OnGetDocumentAsync(string id, string? document)
    {
        if (await FindSessionAsync() is not { } session)
        {
            return await LogInAsync(LevelOfAssurance.Low, PathOf(id));
        }

        var preview = await previews.FindAsync(id, session.Person, HttpContext.RequestAborted);
        if (!preview.IsSuccess)
        {
            return Refuse(preview.Error);
        }

        return preview.Value.Documents.FirstOrDefault(info => info.Id == document) is { } found
            ? LeaveFor(await links.CreateAsync(new DocumentLink(id, found, session.Person), HttpContext.RequestAborted))
            : NotFound();
    }

    private static EvidenceError Expired { get; } = new(EvidenceErrorCode.Expired);

    private static string PathOf(string id) => "/preview/" + Uri.EscapeDataString(id);

    private async Task<IActionResult> ShowAsync(Preview preview, AuthenticatedPerson person)
    {
        Preview = preview;
        if (preview.ReturnUri is { } back)
        {
            AllowFormTo(back);
        }

        if (LeavesFor is { } elsewhere)
        {
            AllowFormTo(elsewhere);
            Notice = preview.State == ExchangeState.Previewing ? new Notice(texts["elsewhere.waiting"], IsError: false) : null;
        }
        else if (IsOpen)
        {
            Documents = await documents.DescribeAsync(
                preview.Documents,
                PathOf(preview.Id),
                info => previews.ReadAsync(preview.Id, info, person, HttpContext.RequestAborted),
                HttpContext.RequestAborted);
        }
        else
        {
            Notice = preview.State switch
            {
                ExchangeState.Declined => new Notice(texts["preview.declined", CitizenNames.OfService(preview.Service)], IsError: false),
                ExchangeState.Unavailable => new Notice(texts[(preview.Error ?? Expired).UserMessageKey], IsError: false),
                ExchangeState.Expired or ExchangeState.Failed => new Notice(texts[(preview.Error ?? Expired).UserMessageKey], IsError: true),
                _ => new Notice(texts["preview.accepted", CitizenNames.OfService(preview.Service)], IsError: false),
            };
        }

        return Page();
    }

    private PageResult Refuse(EvidenceError error)
    {
        Response.StatusCode = error.Code is EvidenceErrorCode.WrongState ? StatusCodes.Status409Conflict : StatusCodes.Status404NotFound;
        Notice = new Notice(texts[error.UserMessageKey], IsError: true);
        return Page();
    }
}
