// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.State;

namespace OnceOnly.Identity.Sessions;

internal sealed class CitizenSessions(ProtectedStore store, IOptions<IdentityOptions> options, TimeProvider clock) : ICitizenSessions
{
    /// <summary>The expiry moves in steps, so that a busy citizen does not cost a write a click.</summary>
    private const int StepsOfIdle = 10;

    private readonly LifetimeOptions _lifetimes = options.Value.Lifetimes;

    public async Task<CitizenSession?> FindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (SessionCookie.Session.Read(context) is not { } handle
            || await store.FindAsync<StoredSession>(ProtocolKind.Session, handle, context.RequestAborted) is not { } held)
        {
            return null;
        }

        var session = held.Content;
        var expiresAt = ExpiryOf(session);
        if (expiresAt - held.Item.ExpiresAt < _lifetimes.SessionIdle / StepsOfIdle)
        {
            expiresAt = held.Item.ExpiresAt;
        }
        else if (!await store.TryReplaceAsync(held, session, expiresAt, context.RequestAborted))
        {
            // A parallel request of the same browser has moved it; or the session has ended, and the next request sees that.
            expiresAt = held.Item.ExpiresAt;
        }

        return new CitizenSession(session.Id, session.Person, session.EidMethod, session.StartedAt, expiresAt);
    }

    public async Task<CitizenSession> StartAsync(HttpContext context, AuthenticatedPerson person, string eidMethod)
    {
        ArgumentNullException.ThrowIfNull(context);
        await EndAsync(context);
        var now = clock.GetUtcNow();
        var session = new StoredSession(Handle.New(), person, eidMethod, now, now + _lifetimes.SessionAbsolute);
        var expiresAt = ExpiryOf(session);
        var handle = await store.AddAsync(ProtocolKind.Session, session, _lifetimes.SessionIdle, session.Id, context.RequestAborted);
        SessionCookie.Session.Write(context, handle);
        return new CitizenSession(session.Id, person, eidMethod, now, expiresAt);
    }

    public async Task EndAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (SessionCookie.Session.Read(context) is { } handle)
        {
            await store.RemoveAsync(ProtocolKind.Session, handle, context.RequestAborted);
            SessionCookie.Session.Delete(context);
        }
    }

    private DateTimeOffset ExpiryOf(StoredSession session)
    {
        var idle = clock.GetUtcNow() + _lifetimes.SessionIdle;
        return idle < session.EndsAt ? idle : session.EndsAt;
    }
}
