// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;

namespace OnceOnly.Identity.Pages;

/// <summary>
/// Port: the two pages the protocol itself must show. Plain ones are built in; a portal registers its own to give them
/// its look and languages.
/// </summary>
public interface IProtocolPages
{
    /// <summary>A page with status 400; nobody is redirected anywhere.</summary>
    IResult Error(HttpContext context, ProtocolError error);

    /// <summary>Asks whether to log out: a form that posts the field <paramref name="fieldName"/> with <paramref name="fieldValue"/> to <paramref name="action"/>.</summary>
    IResult ConfirmLogout(HttpContext context, string action, string fieldName, string fieldValue);
}
