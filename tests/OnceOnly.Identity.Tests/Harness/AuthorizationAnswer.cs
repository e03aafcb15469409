// SPDX-License-Identifier: EUPL-1.2

using System.Collections.Specialized;
using System.Net;
using System.Web;

namespace OnceOnly.Identity.Tests.Harness;

/// <summary>What arrives at the client's redirect URI.</summary>
internal sealed record AuthorizationAnswer(Uri Address, NameValueCollection Parameters)
{
    public string Code => Parameters["code"].ShouldNotBeNull();

    public string? Error => Parameters["error"];

    public string? State => Parameters["state"];

    public string? Issuer => Parameters["iss"];

    public static AuthorizationAnswer Read(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return Read(response.Headers.Location.ShouldNotBeNull());
    }

    public static AuthorizationAnswer Read(Uri address) => new(address, HttpUtility.ParseQueryString(address.Query));
}
