// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Logout;

/// <param name="SessionId">Session to end.</param>
/// <param name="ReturnTo">Where the browser goes then.</param>
internal sealed record StoredLogout(string SessionId, string ReturnTo);
