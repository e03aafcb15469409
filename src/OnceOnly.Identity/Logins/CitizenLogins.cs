// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.EidMethods;
using OnceOnly.Identity.Pages;
using OnceOnly.Identity.Sessions;
using OnceOnly.Identity.State;
using OnceOnly.Identity.Wire;

namespace OnceOnly.Identity.Logins;

internal sealed class CitizenLogins(
    ProtectedStore store,
    IServiceProvider services,
    ICitizenSessions sessions,
    IOptions<IdentityOptions> options,
    TimeProvider clock,
    ILogger<CitizenLogins> logger) : ILogins
{
    /// <remarks>Late, because plug-ins depend on <see cref="ILogins"/>.</remarks>
    private readonly Lazy<Dictionary<string, IEidMethod>> _methods =
        new(() => services.GetServices<IEidMethod>().ToDictionary(method => method.Id, StringComparer.Ordinal));

    public async Task<string> BeginAsync(HttpContext context, LoginPurpose purpose)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(purpose);
        if (!LocalPath.IsLocal(purpose.ReturnPath) || !LocalPath.IsLocal(purpose.CancelPath))
        {
            throw new ArgumentException("A log-in returns to paths of this host only.", nameof(purpose));
        }

        var lifetimes = options.Value.Lifetimes;
        var login = new StoredLogin(purpose, BrowserBinding.Establish(context), clock.GetUtcNow() + lifetimes.Login);
        return PortalPath.LoginOf(await store.AddAsync(ProtocolKind.Login, login, lifetimes.LoginKnown, family: null, context.RequestAborted));
    }

    public async Task<PendingLogin?> FindAsync(HttpContext context, string loginId)
    {
        if (await FindOwnAsync(context, loginId) is not { } held || IsDecided(held))
        {
            return null;
        }

        var purpose = held.Content.Purpose;
        if (IsOver(held))
        {
            return new PendingLogin(loginId, purpose, [], held.Content.LastFailure, IsOver: true);
        }

        var offered = _methods.Value.Values
            .Select(method => new PendingLogin.Method(method.Id, [.. method.Options.Where(option => option.HighestLevel >= purpose.MinimumLevel)]))
            .Where(method => method.Options.Count > 0);
        return new PendingLogin(loginId, purpose, [.. offered], held.Content.LastFailure);
    }

    public async Task<EidDeparture?> DepartAsync(HttpContext context, string loginId, string method, string optionId)
    {
        if (await FindOwnAsync(context, loginId) is not { } held
            || IsDecided(held)
            || IsOver(held)
            || !_methods.Value.TryGetValue(method, out var chosen)
            || chosen.Options.FirstOrDefault(option => option.Id == optionId) is not { } offered
            || offered.HighestLevel < held.Content.Purpose.MinimumLevel)
        {
            return null;
        }

        var departed = held.Content with { Method = method, LastFailure = null };
        if (!await store.TryReplaceAsync(held, departed, held.Item.ExpiresAt, context.RequestAborted))
        {
            return null;
        }

        var request = new EidRequest(loginId, optionId, held.Content.Purpose.MinimumLevel);
        if (await chosen.StartAsync(request, context.RequestAborted) is { } departure)
        {
            return departure;
        }

        await FailAsync(context, loginId, LoginFailure.Unavailable);
        return null;
    }

    public async Task<IResult> CompleteAsync(HttpContext context, string loginId, string method, AuthenticatedPerson person)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (await FindOwnAsync(context, loginId) is not { } held || IsDecided(held) || IsOver(held) || held.Content.Method != method)
        {
            logger.LoginAnswerWithoutLogin(method);
            return await FailAsync(context, loginId, LoginFailure.Expired);
        }

        var purpose = held.Content.Purpose;
        if (person.LevelOfAssurance < purpose.MinimumLevel)
        {
            return await FailAsync(context, loginId, LoginFailure.LevelTooLow);
        }

        if (await store.ConsumeAsync(ProtocolKind.Login, loginId, context.RequestAborted) != Consumption.First)
        {
            return await FailAsync(context, loginId, LoginFailure.Expired);
        }

        await sessions.StartAsync(context, person, method);
        logger.LoggedIn(method, person.LevelOfAssurance);
        return SeeOther.To(purpose.ReturnPath);
    }

    public async Task<IResult> FailAsync(HttpContext context, string? loginId, LoginFailure failure)
    {
        logger.LoginFailed(failure);
        if (loginId is null || await FindOwnAsync(context, loginId) is not { } held)
        {
            return SeeOther.To(PortalPath.LoginFailedWith(failure));
        }

        if (IsDecided(held))
        {
            return SeeOther.To(PathAfter(held.Content));
        }

        // Who says no at the eID has said it to the e-service too, which learns it as access_denied.
        if (failure == LoginFailure.Cancelled)
        {
            return await CancelAsync(context, loginId);
        }

        await store.TryReplaceAsync(held, held.Content with { LastFailure = failure }, held.Item.ExpiresAt, context.RequestAborted);
        return SeeOther.To(PortalPath.LoginOf(loginId));
    }

    public async Task<IResult> CancelAsync(HttpContext context, string loginId)
    {
        var held = await FindOwnAsync(context, loginId);
        while (held is not null && !IsDecided(held))
        {
            // Noted before it is used up: who presses twice is sent twice, and a browser shows the answer to the second press alone.
            if (await store.TryReplaceAsync(held, held.Content with { Cancelled = true }, held.Item.ExpiresAt, context.RequestAborted))
            {
                await store.ConsumeAsync(ProtocolKind.Login, loginId, context.RequestAborted);
            }

            held = await FindOwnAsync(context, loginId);
        }

        return SeeOther.To(held is null ? PortalPath.LoginFailedWith(LoginFailure.Expired) : PathAfter(held.Content));
    }

    private static bool IsDecided(Held<StoredLogin> held) => held.Item.Consumed || held.Content.Cancelled;

    /// <summary>Where a decided log-in leads, however often and from whichever tab it is asked.</summary>
    private static string PathAfter(StoredLogin login) => login.Cancelled ? login.Purpose.CancelPath : login.Purpose.ReturnPath;

    private bool IsOver(Held<StoredLogin> held) => held.Content.EndsAt <= clock.GetUtcNow();

    /// <summary>The log-in, decided ones too, when it was begun in this browser.</summary>
    private async Task<Held<StoredLogin>?> FindOwnAsync(HttpContext context, string loginId)
    {
        ArgumentNullException.ThrowIfNull(context);
        return await store.FindAsync<StoredLogin>(ProtocolKind.Login, loginId, context.RequestAborted) is { } held
            && BrowserBinding.Is(context, held.Content.Browser)
            ? held
            : null;
    }
}
