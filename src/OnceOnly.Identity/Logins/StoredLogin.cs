// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Logins;

/// <param name="Purpose">Why somebody must log in.</param>
/// <param name="Browser">Hash of the handle in the browser's cookie.</param>
/// <param name="EndsAt">From then on nobody logs in any more; it only leads back to where it was needed. Null when a version stored it that forgot it instead.</param>
/// <param name="Method">Plug-in that the citizen chose last; only its answer counts.</param>
/// <param name="LastFailure">Why the last attempt did not work.</param>
/// <param name="Cancelled">Whether the citizen gave up, which decides it as a log-in does.</param>
internal sealed record StoredLogin(
    LoginPurpose Purpose, string Browser, DateTimeOffset? EndsAt, string? Method = null, LoginFailure? LastFailure = null, bool Cancelled = false);
