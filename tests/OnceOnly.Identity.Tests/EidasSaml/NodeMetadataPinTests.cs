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
}
