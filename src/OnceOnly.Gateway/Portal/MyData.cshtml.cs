// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.EServices;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Ledger;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.Logins;
using OnceOnly.Identity.Sessions;

namespace OnceOnly.Gateway.Portal;

/// <summary>Who asked for what, when, why and with what result; which copies are held; and the way to end it.</summary>
internal sealed class MyDataModel(
    ICitizenSessions sessions,
    ILogins logins,
    IMyData data,
    IExplicitRequests requests,
    IEServiceDirectory services,
    OfferNames offers,
    CitizenNames names,
    IStringLocalizer<Texts> texts,
    IOptions<PortalOptions> options) : CitizenPage(sessions, logins)
{
    public const string Path = "/my-data";
    private const int PageSize = 25;

    public Notice? Notice { get; private set; }

    public AuthenticatedPerson? Person { get; private set; }

    public OfferNames Offers => offers;

    public IReadOnlyList<OpenRequest> OpenRequests { get; private set; } = [];

    public IReadOnlyList<HeldCopy> Copies { get; private set; } = [];

    public IReadOnlyList<Entry> Entries { get; private set; } = [];

    /// <summary>How many entries to skip for the page before this one; null on the first.</summary>
    public int? Newer { get; private set; }

    /// <summary>How many entries to skip for the page after this one; null on the last.</summary>
    public int? Older { get; private set; }

    public async Task<IActionResult> OnGetAsync(int skip = 0, string? done = null)
    {
        if (await FindSessionAsync(options.Value.MyDataLevel) is not { } session)
        {
            return await LogInAsync(options.Value.MyDataLevel, Path);
        }

        if (done is "erased" or "withdrawn")
        {
            Notice = new Notice(texts["my-data." + done], IsError: false);
        }

        Person = session.Person;
        await LoadAsync(Math.Clamp(skip, 0, 1_000_000));
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string? explicitRequestId)
    {
        if (await FindSessionAsync(options.Value.MyDataLevel) is not { } session)
        {
            return await LogInAsync(options.Value.MyDataLevel, Path);
        }

        if (explicitRequestId is null)
        {
            return BadRequest();
        }

        var withdrawn = await requests.WithdrawAsync(explicitRequestId, session.Person, HttpContext.RequestAborted);
        if (withdrawn.IsSuccess)
        {
            return LocalRedirect(Path + "?done=withdrawn");
        }

        Person = session.Person;
        Notice = new Notice(texts[withdrawn.Error.UserMessageKey], IsError: true);
        await LoadAsync(skip: 0);
        return Page();
    }

    private async Task LoadAsync(int skip)
    {
        var cancellationToken = HttpContext.RequestAborted;
        await offers.LoadAsync(cancellationToken);
        var entries = await data.ReadAsync(Person!, skip, PageSize + 1, cancellationToken);
        await offers.LoadAsync(
            entries.Select(entry => new EvidenceQuery(entry.Procedure ?? string.Empty, EvidenceType: entry.EvidenceType, Provider: entry.Provider)
            {
                Finder = entry is { Tenant: { } tenant, ClientId: { } client } ? new Finder(tenant, client) : null,
                IsRequested = true,
            }),
            cancellationToken);
        Entries = [.. entries.Take(PageSize).Select(Describe)];
        Newer = skip > 0 ? Math.Max(0, skip - PageSize) : null;
        Older = entries.Count > PageSize ? skip + PageSize : null;
        Copies = await data.FindCopiesAsync(Person!, cancellationToken);
        OpenRequests = skip == 0 ? [.. (await requests.FindOpenAsync(Person!, cancellationToken)).Select(Describe)] : [];
    }

    private OpenRequest Describe(ExplicitRequestView request)
    {
        var evidence = request.Evidence.Select(item => texts["my-data.from", offers.OfEvidence(item.EvidenceType), offers.OfProvider(item.Provider)].Value);
        return new OpenRequest(
            request.Id, ServiceName(request.ClientId), names.OfProcedure(request.Procedure), string.Join("; ", evidence), request.ExpiresAt);
    }

    private Entry Describe(MyDataEntry entry)
    {
        var service = ServiceName(entry.ClientId);
        var sentence = texts["event." + entry.Event, service, offers.OfEvidence(entry.EvidenceType), offers.OfProvider(entry.Provider)];
        if (sentence.ResourceNotFound)
        {
            sentence = texts["event.other", entry.Event];
        }

        var why = entry.Procedure is { } procedure ? texts["my-data.why", names.OfProcedure(procedure)].Value : null;
        var result = entry.Result is { } code && texts["error." + code] is { ResourceNotFound: false } explanation ? explanation.Value : null;
        var by = !entry.IsByRepresentative ? null
            : entry.RepresentativeName is { } representative ? texts["my-data.by-representative", representative].Value
            : texts["my-data.by-a-representative"].Value;
        return new Entry(entry.At, sentence, string.Join(' ', new[] { by, why, result }.OfType<string>()) is { Length: > 0 } hint ? hint : null);
    }

    private string ServiceName(string? clientId) =>
        clientId is null ? string.Empty : services.Find(clientId) is { } service ? CitizenNames.OfService(service) : clientId;

    /// <summary>An explicit request that can still be withdrawn.</summary>
    internal sealed record OpenRequest(string Id, string Service, string Procedure, string Evidence, DateTimeOffset ExpiresAt);

    /// <summary>One thing that happened, in plain words, and why.</summary>
    internal sealed record Entry(DateTimeOffset At, string Sentence, string? Why);
}
