// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.AuthorizationDetails;

namespace OnceOnly.Identity.Tests.Harness;

/// <summary>Procedure T3 is allowed; the level is what the details say, or substantial.</summary>
internal sealed class TestPolicy : IAuthorizationDetailsPolicy
{
    public ValueTask<IAuthorizationDetailsPolicy.Verdict> JudgeAsync(string clientId, JsonElement details, CancellationToken cancellationToken)
    {
        var first = details[0];
        var allowed = first.TryGetProperty("procedure", out var procedure) && procedure.GetString() == "T3";
        var level = first.TryGetProperty("test_level", out var wanted) ? Enum.Parse<LevelOfAssurance>(wanted.GetString()!) : LevelOfAssurance.Substantial;
        return ValueTask.FromResult(new IAuthorizationDetailsPolicy.Verdict(allowed ? null : "The procedure is not allowed.", level));
    }
}
