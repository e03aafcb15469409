// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;

namespace OnceOnly.Evidence.Tests.Testing;

public static class ResultAssertions
{
    public static T ShouldSucceed<T>(this Result<T> result)
    {
        result.Error.ShouldBeNull();
        return result.Value!;
    }

    public static EvidenceError ShouldFail<T>(this Result<T> result, EvidenceErrorCode code)
    {
        result.Error.ShouldNotBeNull().Code.ShouldBe(code);
        return result.Error;
    }
}
