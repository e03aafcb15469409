// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Oots;
using OnceOnly.Oots.Requesting;

namespace OnceOnly.Evidence.Tests.Abroad;

/// <summary>Where a law dispenses with the preview, evidence comes with the first answer and is delivered as it came.</summary>
public sealed class WithoutPreviewTests
{
    [Fact]
    public async Task what_a_law_dispenses_with_is_not_asked_for()
    {
        await using var border = Waiving("T3", SealedServices.Degree);
        var call = await border.GiveAsync();
        var first = await border.SendAsync(call);
        var request = Border.Read(first);
        request.PossibilityForPreview.ShouldBeFalse();
        var content = "%PDF-1.7 degree"u8.ToArray();

        await border.TakeAsync(
            first, Border.Response(request, border.World.Clock.GetUtcNow(), "one@fi"), [Border.Part("one@fi", content)]);

        await border.ReachAsync(call, ExchangeState.Available);
        var view = await border.FindAsync(call);
        (await border.World.FetchAsync(call, view.Id)).ShouldBe([content]);
        border.AccessPoint.Sent.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("T1", SealedServices.Degree)]
    [InlineData("T3", "urn:another-type")]
    public async Task the_law_of_another_procedure_or_evidence_type_dispenses_with_nothing(string procedure, string evidenceType)
    {
        await using var border = Waiving(procedure, evidenceType);

        var first = await border.SendAsync(await border.GiveAsync());

        Border.Read(first).PossibilityForPreview.ShouldBeTrue();
    }

    [Theory]
    [InlineData("", "Act 1/2026, section 2")]
    [InlineData("T3", "")]
    public void a_waiver_without_procedure_or_law_is_refused_at_start(string procedure, string law)
    {
        var services = new ServiceCollection();
        services.AddOotsRequesting(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Requesting:WithoutPreview:0:Procedure"] = procedure,
            ["Requesting:WithoutPreview:0:WaivedBy"] = law,
        }).Build());
        using var provider = services.BuildServiceProvider();

        Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<RequestingOptions>())
            .Failures.ShouldContain(failure => failure.StartsWith("Oots:Requesting:WithoutPreview:0 needs", StringComparison.Ordinal));
    }

    private static Border Waiving(string procedure, string evidenceType) => new(settings: settings =>
    {
        settings["Requesting:WithoutPreview:0:Procedure"] = procedure;
        settings["Requesting:WithoutPreview:0:EvidenceType"] = evidenceType;
        settings["Requesting:WithoutPreview:0:WaivedBy"] = "Act 1/2026, section 2";
    });
}
