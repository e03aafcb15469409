// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.Sessions;

/// <summary>Who is logged in here.</summary>
/// <param name="Id">Session identifier (<c>sid</c>); not the cookie's handle.</param>
/// <param name="Person">The person, and whom they act for.</param>
/// <param name="EidMethod">Plug-in that logged them in.</param>
/// <param name="StartedAt">When the log-in here was done.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record CitizenSession(string Id, AuthenticatedPerson Person, string EidMethod, DateTimeOffset StartedAt, DateTimeOffset ExpiresAt);
