// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.Sessions;

/// <summary>The citizen's session at the gateway: an opaque <c>__Host-</c> cookie in front of a server-side record.</summary>
public interface ICitizenSessions
{
    /// <summary>The live session of this browser, or null.</summary>
    Task<CitizenSession?> FindAsync(HttpContext context);

    /// <summary>Starts a new session (always with a new handle, so that a fixed one is worthless).</summary>
    Task<CitizenSession> StartAsync(HttpContext context, AuthenticatedPerson person, string eidMethod);

    Task EndAsync(HttpContext context);
}
