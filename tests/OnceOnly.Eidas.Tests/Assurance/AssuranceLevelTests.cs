// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Profiles;

namespace OnceOnly.Eidas.Tests.Assurance;

public class AssuranceLevelTests
{
    private const string Notified = "http://eidas.europa.eu/LoA/";
    private const string NonNotified = "http://eidas.europa.eu/NotNotified/LoA/";

    [Theory]
    [InlineData(AssuranceLevel.Low, "low")]
    [InlineData(AssuranceLevel.Substantial, "substantial")]
    [InlineData(AssuranceLevel.High, "high")]
    public void each_notified_level_has_one_URI(AssuranceLevel level, string name)
    {
        AssuranceLevelUri.Of(level).ShouldBe(Notified + name);
        AssuranceLevelUri.TryParse(Notified + name, out var parsed).ShouldBeTrue();
        parsed.ShouldBe(level);
        AuthnContextDemand.Minimum(level).ClassRefs.ShouldBe([Notified + name]);
        AuthnContextDemand.Minimum(level).Comparison.ShouldBe("minimum");
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("low", false)]
    [InlineData(Notified, false)]
    [InlineData(Notified + "Low", false)]
    [InlineData(Notified + "low ", false)]
    [InlineData(NonNotified + "low", true)]
    [InlineData("http://eidas.europa.eu/LoA/NotNotified/low", true)]
    [InlineData("http://eidas.europa.eu/loa/NotNotified/low", false)]
    [InlineData("urn:" + NonNotified + "low", false)]
    public void other_URIs_are_no_notified_levels(string? uri, bool isNonNotified)
    {
        AssuranceLevelUri.TryParse(uri, out var level).ShouldBeFalse();
        level.ShouldBe(default);
        AssuranceLevelUri.IsNonNotified(uri).ShouldBe(isNonNotified);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void there_are_three_levels(int level) =>
        Should.Throw<ArgumentOutOfRangeException>(() => AssuranceLevelUri.Of((AssuranceLevel)level)).Message.ShouldStartWith("Unknown level of assurance.");

    [Theory]
    [InlineData("A level is named twice.", NonNotified + "low", NonNotified + "low")]
    [InlineData("Comparison exact needs at least one non-notified level; use minimum for notified ones.", Notified + "high")]
    [InlineData("Comparison exact needs at least one non-notified level; use minimum for notified ones.")]
    [InlineData("A level is not an eIDAS level of assurance.", NonNotified + "low", "urn:other")]
    [InlineData("A notified level must be named together with all higher ones.", NonNotified + "low", Notified + "substantial")]
    [InlineData("A notified level must be named together with all higher ones.", NonNotified + "low", Notified + "low", Notified + "high")]
    public void what_is_wrong_with_an_exact_demand_is_said(string problem, params string[] levels) =>
        Should.Throw<ArgumentException>(() => AuthnContextDemand.Exact(levels)).Message.ShouldStartWith(problem);

    [Theory]
    [InlineData(NonNotified + "low")]
    [InlineData(NonNotified + "low", NonNotified + "high")]
    [InlineData(NonNotified + "low", Notified + "high")]
    [InlineData(Notified + "high", Notified + "substantial", NonNotified + "low", Notified + "low")]
    public void an_exact_demand_keeps_what_it_was_given(params string[] levels)
    {
        var demand = AuthnContextDemand.Exact(levels);

        demand.Comparison.ShouldBe("exact");
        demand.ClassRefs.ShouldBe(levels);
        levels.ShouldAllBe(level => demand.IsSatisfiedBy(level));
        demand.IsSatisfiedBy(NonNotified + "other").ShouldBeFalse();
    }

    [Fact]
    public void what_is_missing_is_named()
    {
        Should.Throw<ArgumentNullException>(() => AuthnContextDemand.Exact(null!)).ParamName.ShouldBe("classRefs");
        Should.Throw<ArgumentNullException>(() => AuthnContextDemand.Minimum(AssuranceLevel.Low).IsSatisfiedBy(null!)).ParamName.ShouldBe("classRef");
    }

    [Fact]
    public void a_node_is_spoken_to_by_the_profile_unless_configured_otherwise()
    {
        var profile = new ConnectorProfile();

        (profile.UnderstandsEidasExtensions, profile.AllowsPlainAssertion, profile.SendsNationalIdentifiers, profile.Binding)
            .ShouldBe((true, false, false, RequestBinding.Post));
        profile.LevelNames.ShouldBeEmpty();
        profile.AttributeNames.ShouldBeEmpty();
    }
}
