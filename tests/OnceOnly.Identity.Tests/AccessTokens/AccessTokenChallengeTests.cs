// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.AccessTokens;

namespace OnceOnly.Identity.Tests.AccessTokens;

public sealed class AccessTokenChallengeTests
{
    [Fact]
    public void step_up_names_the_level_and_the_age_as_rfc_9470_does()
    {
        var challenge = AccessTokenChallenge.InsufficientUserAuthentication(LevelOfAssurance.High, TimeSpan.FromMinutes(5));
        challenge.ShouldContain("error=\"insufficient_user_authentication\"");
        challenge.ShouldContain("acr_values=\"http://eidas.europa.eu/LoA/high\"");
        challenge.ShouldContain("max_age=\"300\"");
    }

    [Fact]
    public void a_missing_scope_is_named()
    {
        AccessTokenChallenge.InsufficientScope("evidence:find").ShouldStartWith("DPoP error=\"insufficient_scope\", scope=\"evidence:find\"");
    }
}
