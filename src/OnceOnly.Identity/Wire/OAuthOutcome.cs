// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;

namespace OnceOnly.Identity.Wire;

/// <summary>A value, or the error that goes to the client instead.</summary>
internal readonly struct OAuthOutcome<T>
    where T : class
{
    private readonly T? _value;
    private readonly OAuthError? _error;

    private OAuthOutcome(T? value, OAuthError? error)
    {
        _value = value;
        _error = error;
    }

    public static implicit operator OAuthOutcome<T>(T value) => new(value, null);

    public static implicit operator OAuthOutcome<T>(OAuthError error) => new(null, error);

    public bool Try([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out OAuthError? error)
    {
        value = _value;
        error = _error;
        return value is not null;
    }
}
