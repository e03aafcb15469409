// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.Sessions;

/// <param name="Id">Session identifier (<c>sid</c>).</param>
/// <param name="Person">Who is logged in.</param>
/// <param name="EidMethod">Plug-in that logged them in.</param>
/// <param name="StartedAt">When the log-in here was done.</param>
/// <param name="EndsAt">End at the latest, however busy the citizen is.</param>
internal sealed record StoredSession(string Id, AuthenticatedPerson Person, string EidMethod, DateTimeOffset StartedAt, DateTimeOffset EndsAt);
