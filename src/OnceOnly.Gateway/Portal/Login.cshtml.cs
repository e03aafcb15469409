// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using OnceOnly.Evidence.EServices;
using OnceOnly.Gateway.Protection;
using OnceOnly.Identity.EidMethods;
using OnceOnly.Identity.Logins;

namespace OnceOnly.Gateway.Portal;

/// <summary>Choose the country and the eID. Says for whom and why, and why the last attempt did not work.</summary>
internal sealed class LoginModel(ILogins logins, IEServiceDirectory services, IStringLocalizer<Texts> texts) : PageModel
{
    private const string FirstOption = "option-0";

    public PendingLogin? Pending { get; private set; }

    public Notice? Notice { get; private set; }

    /// <summary>The form with which the browser leaves, once an eID is chosen that wants one.</summary>
    public EidDeparture? Departure { get; private set; }

    public string Why { get; private set; } = string.Empty;

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? id, string? failure) =>
        await ShowAsync(id, Enum.TryParse<LoginFailure>(failure, out var known) && Enum.IsDefined(known) ? WithoutWayBack(known) : null);

    public async Task<IActionResult> OnPostAsync(string? id, string? option, string? decision)
    {
        if (id is null)
        {
            return await ShowAsync(id, problem: null);
        }

        if (decision == "cancel")
        {
            await (await logins.CancelAsync(HttpContext, id)).ExecuteAsync(HttpContext);
            return new EmptyResult();
        }

        if (option?.Split('|', 2) is not [var method, var optionId])
        {
            return await ShowAsync(id, texts["login.none-chosen"], FirstOption);
        }

        return await logins.DepartAsync(HttpContext, id, method, optionId) is { } departure
            ? Depart(departure)
            : await ShowAsync(id, problem: null);
    }

    private async Task<IActionResult> ShowAsync(string? id, string? problem, string? field = null)
    {
        Pending = id is null ? null : await logins.FindAsync(HttpContext, id);
        if (Pending is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            Notice = new Notice(problem ?? texts["login.gone"], IsError: true);
            return Page();
        }

        if (Pending.IsOver)
        {
            problem = texts["login.over"];
        }

        // The form may end, through redirects, at any eID.
        HttpContext.Features.Get<PagePolicy>()?.AllowFormToAnyHttps();
        problem ??= Pending.LastFailure is { } failure ? SentenceOf(failure) : null;
        Notice = problem is null ? null : new Notice(problem, IsError: true, field);
        Why = Pending.Purpose.ClientId is { } client && services.Find(client) is { } service
            ? texts["login.for-service", CitizenNames.OfService(service)]
            : texts["login.for-portal"];
        Choices = [.. Pending.Methods
            .SelectMany(method => method.Options.Select(option => option.Country is { } country
                ? new Choice($"{method.Id}|{option.Id}", CitizenNames.OfCountry(country), option.Name)
                : new Choice($"{method.Id}|{option.Id}", option.Name ?? option.Id, Hint: null)))
            .OrderBy(choice => choice.Name, StringComparer.CurrentCulture)
            .ThenBy(choice => choice.Hint, StringComparer.CurrentCulture)];
        return Page();
    }

    private string SentenceOf(LoginFailure failure) => texts["login.failure." + failure];

    /// <summary>Nobody knows where this browser came from: only whoever sits there can go back.</summary>
    private string WithoutWayBack(LoginFailure failure) =>
        failure == LoginFailure.Expired ? texts["login.gone"] : $"{SentenceOf(failure)} {texts["protocol.help"]}";

    private IActionResult Depart(EidDeparture departure)
    {
        if (departure.FormFields is null)
        {
            Response.Headers.Location = departure.Destination.AbsoluteUri;
            return StatusCode(StatusCodes.Status303SeeOther);
        }

        HttpContext.Features.Get<PagePolicy>()?.AllowFormTo(departure.Destination);
        Departure = departure;
        return Page();
    }

    /// <param name="Value">Method and option, as posted.</param>
    /// <param name="Name">Country in the language of the page; or the eID where one chooses the country there.</param>
    /// <param name="Hint">Name of the eID, when it says more than the country.</param>
    internal sealed record Choice(string Value, string Name, string? Hint);
}
