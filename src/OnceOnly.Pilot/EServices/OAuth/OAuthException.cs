// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Pilot.EServices.OAuth;

/// <summary>The gateway refused, or answered something that must not be trusted.</summary>
public sealed class OAuthException(string error, string? description) : Exception($"{error}: {description}")
{
    /// <summary>OAuth error code, for example <c>access_denied</c>.</summary>
    public string Error { get; } = error;
}
