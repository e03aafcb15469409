// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Gateway.Api.Authentication;

/// <summary>Endpoint metadata: only with an access token.</summary>
internal sealed class AccessTokenRequired
{
    public static AccessTokenRequired Instance { get; } = new();
}
