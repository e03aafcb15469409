// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;

namespace OnceOnly.Evidence.Errors;

/// <summary>A value or the reason there is none. Expected failures travel as this, never as exceptions.</summary>
public readonly struct Result<T>
{
    internal Result(T? value, EvidenceError? error)
    {
        Value = value;
        Error = error;
    }

    public T? Value { get; }

    public EvidenceError? Error { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(EvidenceError error) => new(default, error);
}

public static class Result
{
    /// <summary>For values whose type is an interface, which C# does not convert implicitly.</summary>
    public static Result<T> Of<T>(T value) => new(value, null);
}
