// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.EidMethods;

namespace OnceOnly.Identity.Logins;

/// <summary>What the log-in page shows.</summary>
/// <param name="Id">Identifier of the log-in.</param>
/// <param name="Purpose">Why.</param>
/// <param name="Methods">Methods with the options that can reach the level.</param>
/// <param name="LastFailure">Why the last attempt did not work.</param>
/// <param name="IsOver">Whether its time is over: all that is left is to go back to where it was needed, by <see cref="ILogins.CancelAsync"/>.</param>
public sealed record PendingLogin(
    string Id,
    LoginPurpose Purpose,
    IReadOnlyList<PendingLogin.Method> Methods,
    LoginFailure? LastFailure,
    bool IsOver = false)
{
    public sealed record Method(string Id, IReadOnlyList<EidOption> Options);
}
