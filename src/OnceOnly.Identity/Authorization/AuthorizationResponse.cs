// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using OnceOnly.Identity.PushedRequests;

namespace OnceOnly.Identity.Authorization;

/// <summary>Addresses that take the browser back to the client (RFC 6749 §4.1.2, with <c>iss</c> of RFC 9207).</summary>
internal sealed class AuthorizationResponse(PublicAddress address)
{
    public string Success(AuthorizationRequest request, string code) => Build(request, ("code", code));

    public string Error(AuthorizationRequest request, string error, string description) =>
        Build(request, ("error", error), ("error_description", description));

    private string Build(AuthorizationRequest request, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var uri = new StringBuilder(request.RedirectUri);
        var separator = request.RedirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[.. parameters, ("state", request.State), ("iss", address.Issuer)])
        {
            if (value is not null)
            {
                uri.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                separator = '&';
            }
        }

        return uri.ToString();
    }
}
