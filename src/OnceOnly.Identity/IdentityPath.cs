// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity;

/// <summary>Paths of the endpoints that clients call themselves; they are the same on the mutual TLS listener.</summary>
internal static class IdentityPath
{
    public const string PushedRequest = "/connect/par";
    public const string Token = "/connect/token";
    public const string UserInfo = "/connect/userinfo";
    public const string Revocation = "/connect/revocation";
}
