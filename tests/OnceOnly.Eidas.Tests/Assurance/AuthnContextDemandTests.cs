// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Assurance;

namespace OnceOnly.Eidas.Tests.Assurance;

public class AuthnContextDemandTests
{
    private const string Notified = "http://eidas.europa.eu/LoA/";
    private const string NonNotified = "http://eidas.europa.eu/NotNotified/LoA/";

    [Theory]
    [InlineData(Notified + "low", false)]
    [InlineData(Notified + "substantial", true)]
    [InlineData(Notified + "high", true)]
    [InlineData(Notified + "HIGH", false)]
    [InlineData(NonNotified + "high", false)]
    [InlineData("http://eidas.europa.eu/LoA/NotNotified/high", false)]
    [InlineData("", false)]
    public void a_minimum_is_reached_by_notified_levels_from_there_up(string level, bool isReached) =>
        AuthnContextDemand.Minimum(AssuranceLevel.Substantial).IsSatisfiedBy(level).ShouldBe(isReached);

    [Fact]
    public void an_exact_demand_is_met_by_the_named_levels_only()
    {
        var demand = AuthnContextDemand.Exact([NonNotified + "low", Notified + "substantial", Notified + "high"]);

        demand.IsSatisfiedBy("http://eidas.europa.eu/LoA/NotNotified/low").ShouldBeTrue();
        demand.IsSatisfiedBy(Notified + "high").ShouldBeTrue();
        demand.IsSatisfiedBy(Notified + "low").ShouldBeFalse();
        demand.IsSatisfiedBy(NonNotified + "high").ShouldBeFalse();
    }

    [Theory]
    [InlineData(Notified + "high")]
    [InlineData(NonNotified + "low", Notified + "substantial")]
    [InlineData(NonNotified + "low", Notified + "low", Notified + "high")]
    [InlineData(NonNotified + "low", NonNotified + "low")]
    [InlineData(NonNotified + "low", "urn:other")]
    [InlineData]
    public void an_exact_demand_keeps_the_rules(params string[] levels) =>
        Should.Throw<ArgumentException>(() => AuthnContextDemand.Exact(levels));
}
