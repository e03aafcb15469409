// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Identity.EidMethods;

namespace OnceOnly.Identity.Logins;

/// <summary>What the log-in page shows.</summary>
/// <param name="Id">Identifier of the log-in.</param>
/// <param name="Purpose">Why.</param>
/// <param name="Methods">Methods with the options that can reach the level.</param>
/// <param name="LastFailure">Why the last attempt did not work.</param>
public sealed record PendingLogin(
    string Id,
    LoginPurpose Purpose,
    IReadOnlyList<PendingLogin.Method> Methods,
    LoginFailure? LastFailure)
{
    public sealed record Method(string Id, IReadOnlyList<EidOption> Options);
}
