// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Tests.Testing;

namespace OnceOnly.Evidence.Tests;

public sealed class OptionsTests
{
    public static TheoryData<Action<EvidenceOptions>, string> Contradictions => new()
    {
        { options => options.QuickAnswer = TimeSpan.FromMinutes(1), "Evidence:QuickAnswer" },
        { options => options.Lease = TimeSpan.FromSeconds(1), "Evidence:Lease" },
        { options => options.LogMonths = 6, "Evidence:LogMonths" },
        { options => options.PreviewLifetime = TimeSpan.FromDays(2), "Evidence:PreviewLifetime" },
        { options => options.LargestEvidence = 0, "Evidence:LargestEvidence" },
        { options => options.LedgerOrigin = "two words", "Evidence:LedgerOrigin" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task contradictory_options_name_their_key(Action<EvidenceOptions> configure, string key)
    {
        await using var world = new World(configure: configure);
        Should.Throw<OptionsValidationException>(() => world.Get<IOptions<EvidenceOptions>>().Value).Message.ShouldContain(key);
    }
}
