// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Identity.Tests.EidasSaml;

public sealed class NodeMetadataPinTests
{
    [Fact]
    public async Task metadata_of_the_node_that_was_pinned_are_used()
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromHours(1));
        await host.StartAsync();

        (await host.DepartAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task metadata_of_another_entity_are_refused_though_the_same_key_signed_them()
    {
        await using var host = new SamlHost();
        host.Node = host.Node with { EntityId = "https://node.example.fr/metadata" };
        host.Publish(TimeSpan.FromHours(1));
        await host.StartAsync();

        (await host.DepartAsync()).ShouldBeNull();
        host.Log.Text.ShouldContain("metadata-entity-id");
    }

    [Fact]
    public async Task metadata_that_speak_for_another_country_are_refused()
    {
        await using var host = new SamlHost();
        host.Node = host.Node with { Country = "FR" };
        host.Publish(TimeSpan.FromHours(1));
        await host.StartAsync();

        (await host.DepartAsync()).ShouldBeNull();
        host.Log.Text.ShouldContain("metadata-node-country");
    }

    [Theory]
    [InlineData("http://node.example.es/sso")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/sso")]
    [InlineData("https://idp example/sso")]
    public async Task metadata_whose_endpoint_is_no_https_address_are_refused(string location)
    {
        await using var host = new SamlHost();
        host.Node = host.Node with { SingleSignOnService = location };
        host.Publish(TimeSpan.FromHours(1));
        await host.StartAsync();

        (await host.DepartAsync()).ShouldBeNull();
        host.Log.Text.ShouldContain("NoEndpoint");
    }

    [Fact]
    public async Task Greece_may_be_called_GR_in_metadata()
    {
        await using var host = new SamlHost();
        host.Node = host.Node with { Country = "GR" };
        host.Publish(TimeSpan.FromHours(1));
        await host.StartAsync(("Identity:EidasSaml:Connectors:ES:Country", "EL"));

        (await host.DepartAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task older_metadata_do_not_replace_newer_ones()
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromHours(10));
        await host.StartAsync();
        (await host.DepartAsync()).ShouldNotBeNull();

        host.Node = host.Node with { SingleSignOnService = "https://old.example.es/sso" };
        host.Publish(TimeSpan.FromHours(5));
        host.Clock.Advance(TimeSpan.FromHours(2));

        await host.Log.WaitForAsync("metadata-rollback");
        (await host.DepartAsync()).ShouldNotBeNull().Destination.Host.ShouldBe("node.example.es");
    }

    [Fact]
    public async Task a_gateway_that_starts_again_remembers_how_far_metadata_reached()
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromHours(10));
        await host.StartAsync();
        (await host.DepartAsync()).ShouldNotBeNull();

        host.Publish(TimeSpan.FromHours(9) - TimeSpan.FromSeconds(1));
        await host.RestartAsync();
        (await host.DepartAsync()).ShouldBeNull();
        host.Log.Text.ShouldContain("metadata-rollback");

        host.Publish(TimeSpan.FromHours(9));
        await host.RestartAsync();
        (await host.DepartAsync()).ShouldNotBeNull("one refresh before the latest");

        host.Publish(TimeSpan.FromHours(9) - TimeSpan.FromSeconds(1));
        await host.RestartAsync();
        (await host.DepartAsync()).ShouldBeNull("the mark is not lowered");
    }

    [Fact]
    public async Task a_mark_ends_with_the_metadata_it_stands_for()
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromHours(10));
        await host.StartAsync();
        (await host.DepartAsync()).ShouldNotBeNull();

        host.Clock.Advance(TimeSpan.FromHours(11));
        host.Publish(TimeSpan.FromMinutes(5));
        await host.RestartAsync();

        (await host.DepartAsync()).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public async Task metadata_whose_validity_was_shortened_are_taken_when_the_operator_says_from_when_on(int seconds, bool areTaken)
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromDays(10));
        await host.StartAsync();
        (await host.DepartAsync()).ShouldNotBeNull();

        var end = host.Clock.GetUtcNow() + TimeSpan.FromDays(1);
        host.Publish(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(seconds));
        await host.RestartAsync(("Identity:EidasSaml:Connectors:ES:AcceptMetadataEndingFrom", end.ToString("O")));

        (await host.DepartAsync() is not null).ShouldBe(areTaken);
    }
}
