// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;

namespace OnceOnly.Identity.Wire;

/// <summary>A redirect by 303; see <see cref="OAuthResponse.Redirect"/>.</summary>
internal sealed class SeeOther : IResult
{
    private readonly string _address;

    private SeeOther(string address) => _address = address;

    public static IResult To(string address) => new SeeOther(address);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        OAuthResponse.Redirect(httpContext, _address);
        return Task.CompletedTask;
    }
}
