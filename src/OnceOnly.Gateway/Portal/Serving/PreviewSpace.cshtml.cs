// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Serving;
using OnceOnly.Gateway.Portal.Documents;
using OnceOnly.Identity.Logins;
using OnceOnly.Identity.Sessions;

namespace OnceOnly.Gateway.Portal.Serving;

/// <summary>
/// The preview space (Implementing Regulation (EU) 2022/1463, Article 15): the person another Member State asked about logs
/// in, sees what would be sent, and accepts or declines each piece. For anybody else it is a page that says nothing.
/// </summary>
internal sealed class PreviewSpaceModel(
    ICitizenSessions sessions,
    ILogins logins,
    IServiceProvider services,
    DocumentLinks links,
    DocumentItems documents,
    IStringLocalizer<Texts> texts)
    : CitizenPage(sessions, logins)
{
    public const string Path = "/preview-space/";

    // Null where nothing is served to other Member States.
    private readonly IServingPreviews? _previews = services.GetService<IServingPreviews>();

    /// <summary>Up to EDM 1.2 the requester's portal appends where the browser returns, and how.</summary>
    [BindProperty(SupportsGet = true, Name = "returnurl")]
    public string? ReturnUrl { get; set; }

    [BindProperty(SupportsGet = true, Name = "returnmethod")]
    public string? ReturnMethod { get; set; }

    public ServedPreview? Preview { get; private set; }

    public Notice? Notice { get; private set; }

    /// <summary>Whether somebody else might be who the link is for.</summary>
    public bool IsClosed { get; private set; }

    public IReadOnlyList<PieceItem> Pieces { get; private set; } = [];

    /// <summary>What is ticked already, on a page that comes back with a problem.</summary>
    public IReadOnlyList<string> Chosen { get; private set; } = [];

    public ReturnAddress? Return { get; private set; }

    public string Requester => Preview is null ? string.Empty : CitizenNames.Of(Preview.RequesterNames);

    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (_previews is null)
        {
            return NotFound();
        }

        if (await EnterAsync(token) is not { } session)
        {
            return await LogInAsync(await _previews.LevelOfAsync(token, HttpContext.RequestAborted), PathOf(token));
        }

        var preview = await _previews.OpenAsync(token, session.Person, HttpContext.RequestAborted);
        return preview.IsSuccess ? await ShowAsync(token, preview.Value, session) : Refuse(preview.Error);
    }

    /// <summary>Logged in as somebody else: end that session and come back as the right person.</summary>
    public async Task<IActionResult> OnPostOtherPersonAsync(string token)
    {
        if (_previews is null)
        {
            return NotFound();
        }

        await EndSessionAsync();
        return await LogInAsync(await _previews.LevelOfAsync(token, HttpContext.RequestAborted), PathOf(token));
    }

    public async Task<IActionResult> OnPostAsync(string token, string? decision, string[]? accepted, string[]? shown)
    {
        if (_previews is null)
        {
            return NotFound();
        }

        if (await EnterAsync(token) is not { } session)
        {
            return await LogInAsync(await _previews.LevelOfAsync(token, HttpContext.RequestAborted), PathOf(token));
        }

        var opened = await _previews.OpenAsync(token, session.Person, HttpContext.RequestAborted);
        if (!opened.IsSuccess)
        {
            return Refuse(opened.Error);
        }

        string[]? chosen = decision switch
        {
            // All that this page showed, which need not be all that is there now.
            "accept" => shown ?? [],
            "accept-chosen" => accepted ?? [],
            "decline" => [],
            _ => null,
        };
        if (chosen is null)
        {
            return BadRequest();
        }

        if (decision != "decline" && opened.Value.State == ServedRequestState.Previewing && Problem(opened.Value.Pieces, chosen) is { } problem)
        {
            var page = await ShowAsync(token, opened.Value, session);
            Chosen = chosen;
            Notice = new Notice(texts[problem], IsError: true, "accept-1");
            return page;
        }

        var decided = await _previews.DecideAsync(token, session.Person, chosen, HttpContext.RequestAborted);
        if (!decided.IsSuccess)
        {
            return Refuse(decided.Error);
        }

        return ReturnTo(decided.Value) is { IsKnown: true, IsPost: false } back ? LeaveFor(back.Address) : LocalRedirect(PathOf(token));
    }

    /// <summary>Opens a document at the documents' own origin, through a link made for this click.</summary>
    public async Task<IActionResult> OnGetDocumentAsync(string token, string? document)
    {
        if (_previews is null)
        {
            return NotFound();
        }

        if (await EnterAsync(token) is not { } session)
        {
            return await LogInAsync(await _previews.LevelOfAsync(token, HttpContext.RequestAborted), PathOf(token));
        }

        var preview = await _previews.OpenAsync(token, session.Person, HttpContext.RequestAborted);
        if (!preview.IsSuccess)
        {
            return Refuse(preview.Error);
        }

        return preview.Value.Pieces.FirstOrDefault(piece => piece.Document.Id == document) is { } found
            ? LeaveFor(await links.CreateAsync(new DocumentLink(token, found.Document, session.Person, IsServed: true), HttpContext.RequestAborted))
            : NotFound();
    }

    /// <summary>The session, when it reaches the level the link asks for.</summary>
    private async Task<CitizenSession?> EnterAsync(string token) =>
        await FindSessionAsync(await _previews!.LevelOfAsync(token, HttpContext.RequestAborted));

    private string PathOf(string token)
    {
        var query = new QueryBuilder();
        if (ReturnUrl is { Length: > 0 and <= ReturnAddress.Longest } returnUrl)
        {
            query.Add("returnurl", returnUrl);
            if (ReturnMethod is { Length: > 0 and < 10 } method)
            {
                query.Add("returnmethod", method);
            }
        }

        return Path + Uri.EscapeDataString(token) + query.ToQueryString();
    }

    /// <summary>What belongs to an evidence leaves only with it, and to send nothing there is a button of its own.</summary>
    private static string? Problem(IReadOnlyList<EvidencePiece> pieces, string[] chosen) =>
        !pieces.Any(piece => chosen.Contains(piece.Document.Id)) ? "served.choose"
        : pieces.Any(piece => piece.MainId is { } main && chosen.Contains(piece.Document.Id) && !chosen.Contains(main)) ? "served.choose-main"
        : null;

    private async Task<IActionResult> ShowAsync(string token, ServedPreview preview, CitizenSession session)
    {
        Preview = preview;
        Return = ReturnTo(preview);
        if (Return is { } back && (back.IsKnown || back.IsPost))
        {
            AllowFormTo(back.Address);
        }

        if (preview.State == ServedRequestState.Previewing)
        {
            var described = await documents.DescribeAsync(
                preview.Pieces.Select(piece => piece.Document),
                Path + Uri.EscapeDataString(token),
                info => _previews!.ReadAsync(token, info, session.Person, HttpContext.RequestAborted),
                HttpContext.RequestAborted);
            Pieces = [.. preview.Pieces.Zip(described, (piece, item) => new PieceItem(piece, item))];
        }
        else
        {
            Notice = NoticeOf(preview);
        }

        return Page();
    }

    private Notice NoticeOf(ServedPreview preview) => preview.Outcome switch
    {
        ServedOutcome.Released { Documents.Count: 0 } => new Notice(texts["served.declined", Requester], IsError: false),
        ServedOutcome.Released => new Notice(texts["served.accepted", Requester], IsError: false),
        ServedOutcome.Later later => new Notice(texts["served.later", services.GetRequiredService<CitizenTimes>().DateAndTime(later.Until)], IsError: false),
        ServedOutcome.Refused { Fault: ServingFault.NotFound } => new Notice(texts["served.not-found"], IsError: true),
        ServedOutcome.Refused { Fault: ServingFault.TimedOut } => new Notice(texts["error.expired"], IsError: true),
        ServedOutcome.Refused => new Notice(texts["served.failed"], IsError: true),
        _ => new Notice(texts["served.fetching"], IsError: false),
    };

    private ReturnAddress? ReturnTo(ServedPreview preview) => preview.ReturnsByLink
        ? ReturnAddress.Read(ReturnUrl, ReturnMethod, uri => _previews!.MayReturnTo(preview.Party, uri))
        : ReturnAddress.Read(preview.ReturnUri, method: null, uri => _previews!.MayReturnTo(preview.Party, uri));

    private PageResult Refuse(EvidenceError error)
    {
        Response.StatusCode = error.Code is EvidenceErrorCode.WrongState ? StatusCodes.Status409Conflict : StatusCodes.Status404NotFound;
        IsClosed = error.Code is EvidenceErrorCode.InteractionInvalid;
        Notice = new Notice(texts[error.UserMessageKey], IsError: true);
        return Page();
    }

    /// <summary>A document and what it is beside the others.</summary>
    internal sealed record PieceItem(EvidencePiece Piece, DocumentItem Document);
}
