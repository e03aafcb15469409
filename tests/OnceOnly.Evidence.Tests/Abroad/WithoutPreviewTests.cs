// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.Exchanges;
using OnceOnly.Evidence.Tests.Testing;
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

    [Fact]
    public async Task a_waiver_may_be_about_all_evidence_of_a_procedure()
    {
        await using var border = Waiving("T3", "*");

        var first = await border.SendAsync(await border.GiveAsync());

        Border.Read(first).PossibilityForPreview.ShouldBeFalse();
    }

    [Fact]
    public async Task who_is_represented_relies_on_somebody_looking_even_when_the_provider_does_not_insist()
    {
        await using var border = Waiving("T3", SealedServices.Degree);
        var represented = World.Ward;
        var call = await border.GiveAsync(represented);
        var first = await border.SendAsync(call);
        var request = Border.Read(first);
        request.PossibilityForPreview.ShouldBeTrue();

        await border.TakeAsync(
            first, Border.Response(request, border.World.Clock.GetUtcNow(), "one@fi"), [Border.Part("one@fi", "%PDF-1.7 degree"u8.ToArray())]);

        await border.ReachAsync(call, ExchangeState.PreviewRequired);
    }

    [Fact]
    public async Task a_provider_that_insists_on_a_preview_is_asked_again_with_one()
    {
        await using var border = Waiving("T3", SealedServices.Degree);
        var call = await border.GiveAsync();

        var (_, _, second) = await border.LeaveAsync(call, await border.SendAsync(call));

        Border.Read(second).PossibilityForPreview.ShouldBeTrue();
    }

    [Theory]
    [InlineData("", "*", "Act 1/2026, section 2")]
    [InlineData("T3", "", "Act 1/2026, section 2")]
    [InlineData("T3", "*", " ")]
    public void a_waiver_without_procedure_evidence_type_or_law_is_refused_at_start(string procedure, string evidenceType, string law)
    {
        var services = new ServiceCollection();
        services.AddOotsRequesting(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Requesting:WithoutPreview:0:Procedure"] = procedure,
            ["Requesting:WithoutPreview:0:EvidenceType"] = evidenceType,
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
