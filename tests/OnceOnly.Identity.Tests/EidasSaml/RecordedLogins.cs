// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.EidMethods;
using OnceOnly.Identity.Logins;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>Writes down how each log-in ended.</summary>
internal sealed class RecordedLogins : ILogins
{
    public AuthenticatedPerson? Completed { get; private set; }

    public LoginFailure? Failed { get; private set; }

    /// <summary>The log-in that failed; null when the plug-in could not say which.</summary>
    public string? FailedLogin { get; private set; }

    public Task<IResult> CompleteAsync(HttpContext context, string loginId, string method, AuthenticatedPerson person)
    {
        Completed = person;
        return Task.FromResult(Results.NoContent());
    }

    public Task<IResult> FailAsync(HttpContext context, string? loginId, LoginFailure failure)
    {
        (Failed, FailedLogin) = (failure, loginId);
        return Task.FromResult(Results.NoContent());
    }

    public Task<string> BeginAsync(HttpContext context, LoginPurpose purpose) => throw new NotSupportedException();

    public Task<PendingLogin?> FindAsync(HttpContext context, string loginId) => throw new NotSupportedException();

    public Task<EidDeparture?> DepartAsync(HttpContext context, string loginId, string method, string optionId) =>
        throw new NotSupportedException();

    public Task<IResult> CancelAsync(HttpContext context, string loginId) => throw new NotSupportedException();
}
