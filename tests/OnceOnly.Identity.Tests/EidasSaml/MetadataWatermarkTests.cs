// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>How far metadata reached is remembered, and neither locks out whom it need not nor stays where it should not.</summary>
public sealed class MetadataWatermarkTests
{
    private const string Connector = "Identity:EidasSaml:Connectors:ES";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Refresh = TimeSpan.FromHours(1);

    [Fact]
    public async Task an_end_that_only_configuration_gives_is_not_remembered()
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromDays(1), statesIt: false);
        await host.StartAsync((Connector + ":Profile:MetadataLifetime", "30.00:00:00"));
        (await host.DepartAsync()).ShouldNotBeNull();

        await host.RestartAsync((Connector + ":Profile:MetadataLifetime", "7.00:00:00"));
        (await host.DepartAsync()).ShouldNotBeNull("the lifetime was shortened");

        host.Publish(TimeSpan.FromDays(1));
        await host.RestartAsync((Connector + ":Profile:MetadataLifetime", "7.00:00:00"));
        (await host.DepartAsync()).ShouldNotBeNull("the publisher says an end now");

        host.Publish(TimeSpan.FromDays(1) - Refresh - Second);
        await host.RestartAsync((Connector + ":Profile:MetadataLifetime", "7.00:00:00"));
        (await host.DepartAsync()).ShouldBeNull("that end is remembered");
    }

    [Fact]
    public async Task a_gateway_whose_clock_was_ahead_locks_out_no_metadata_without_end()
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromDays(1), statesIt: false);
        host.Clock.Advance(TimeSpan.FromHours(3));
        await host.StartAsync((Connector + ":Profile:MetadataLifetime", "1.00:00:00"));
        (await host.DepartAsync()).ShouldNotBeNull();

        host.Clock.Advance(-TimeSpan.FromHours(3));
        await host.RestartAsync((Connector + ":Profile:MetadataLifetime", "1.00:00:00"));

        (await host.DepartAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task what_the_operator_accepted_is_what_is_remembered_from_then_on()
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromDays(9999));
        await host.StartAsync();
        (await host.DepartAsync()).ShouldNotBeNull();

        host.Publish(TimeSpan.FromDays(2));
        await host.RestartAsync();
        (await host.DepartAsync()).ShouldBeNull();
        await host.RestartAsync(Accept(host, TimeSpan.FromDays(1)));
        (await host.DepartAsync()).ShouldNotBeNull();
        host.Log.Text.ShouldContain("take the setting away");

        await host.RestartAsync();
        (await host.DepartAsync()).ShouldNotBeNull("the setting is needed once");
        host.Publish(TimeSpan.FromDays(2) - Refresh);
        await host.RestartAsync();
        (await host.DepartAsync()).ShouldNotBeNull("one refresh before what was accepted");
        host.Publish(TimeSpan.FromDays(2) - Refresh - Second);
        await host.RestartAsync();
        (await host.DepartAsync()).ShouldBeNull("earlier ones are refused again");

        host.Publish(TimeSpan.FromDays(3));
        await host.RestartAsync();
        (await host.DepartAsync()).ShouldNotBeNull();
        host.Publish(TimeSpan.FromDays(2));
        await host.RestartAsync();
        (await host.DepartAsync()).ShouldBeNull("it rises with the next");
    }

    [Fact]
    public async Task an_acceptance_in_the_past_lets_nothing_in_and_is_said_once()
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromDays(10));
        await host.StartAsync();
        (await host.DepartAsync()).ShouldNotBeNull();
        host.Log.Text.ShouldNotContain("AcceptMetadataEndingFrom");

        host.Publish(TimeSpan.FromDays(1));
        await host.RestartAsync(Accept(host, TimeSpan.Zero));
        (await host.DepartAsync()).ShouldBeNull();
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        (await host.DepartAsync()).ShouldBeNull();
        await host.Log.WaitForAsync("lies in the past");
        host.Log.Text.Split('\n').Count(line => line.Contains("AcceptMetadataEndingFrom of eIDAS connector ES lies in the past", StringComparison.Ordinal)).ShouldBe(1);

        await host.RestartAsync(Accept(host, Second));
        (await host.DepartAsync()).ShouldNotBeNull("in the future it counts");
    }

    [Fact]
    public async Task an_acceptance_that_runs_out_while_the_gateway_runs_lets_nothing_in_any_more()
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromDays(10));
        await host.StartAsync(Accept(host, TimeSpan.FromMinutes(30)));
        (await host.DepartAsync()).ShouldNotBeNull();

        host.Publish(TimeSpan.FromDays(1));
        host.Clock.Advance(Refresh);

        await host.Log.WaitForAsync("metadata-rollback");
    }

    [Fact]
    public async Task an_instance_that_lowers_the_mark_does_so_though_another_raised_it_meanwhile()
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromDays(10));
        await host.StartAsync();
        (await host.DepartAsync()).ShouldNotBeNull();

        host.Publish(TimeSpan.FromDays(2));
        host.Store = store => new InterposedStore(store, mark => mark with { ExpiresAt = mark.ExpiresAt.AddDays(1) });
        await host.RestartAsync(Accept(host, TimeSpan.FromDays(1)));
        (await host.DepartAsync()).ShouldNotBeNull();

        host.Store = null;
        await host.RestartAsync();
        (await host.DepartAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task an_instance_that_raises_the_mark_does_so_though_another_lowered_it_meanwhile()
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromDays(10));
        await host.StartAsync();
        (await host.DepartAsync()).ShouldNotBeNull();

        host.Publish(TimeSpan.FromDays(12));
        host.Store = store => new InterposedStore(store, mark => mark with { ExpiresAt = mark.ExpiresAt.AddDays(-8) });
        await host.RestartAsync();
        (await host.DepartAsync()).ShouldNotBeNull();

        host.Store = null;
        host.Publish(TimeSpan.FromDays(10));
        await host.RestartAsync();
        (await host.DepartAsync()).ShouldBeNull();
    }

    private static (string Key, string Value) Accept(SamlHost host, TimeSpan ahead) =>
        (Connector + ":AcceptMetadataEndingFrom", (host.Clock.GetUtcNow() + ahead).ToString("O"));
}
