// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>What is known of a node is renewed in time, outlives a failure, and ends when it says.</summary>
public sealed class MetadataFreshnessTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task nobody_is_sent_to_a_node_whose_metadata_have_ended()
    {
        await using var host = await StartAsync(TimeSpan.FromMinutes(20));
        File.Delete(host.NodeMetadataFile);

        host.Clock.Advance(TimeSpan.FromMinutes(20) - Second);
        (await host.DepartAsync()).ShouldNotBeNull("they are still valid");

        host.Clock.Advance(Second);
        (await host.DepartAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task metadata_are_looked_at_again_before_they_end()
    {
        using var next = SamlHost.Rsa("next");
        await using var host = await StartAsync(TimeSpan.FromMinutes(20));
        host.MetadataKey = host.Node.SigningKey;
        host.Node = host.Node with { SigningKey = new SigningKey(next), SingleSignOnService = "https://next.example.es/sso" };
        host.Publish(TimeSpan.FromHours(1));

        host.Clock.Advance(TimeSpan.FromMinutes(11));

        await DepartedToAsync(host, "next.example.es");
        await host.AnswerAsync((await host.DepartAsync()).ShouldNotBeNull(), Personas.Carmen.LoggedIn());
        host.Logins.Completed.ShouldNotBeNull(host.Log.Text);
    }

    [Theory]
    [InlineData(null, "FileNotFoundException")]
    [InlineData("", "Unreadable")]
    [InlineData("<md:EntityDescriptor xmlns:md='urn:oasis:names:tc:SAML:2.0:metadata' entityID='https://node.example.es/metadata'/>", "Untrusted")]
    public async Task a_fetch_that_fails_keeps_what_is_known(string? document, string told)
    {
        await using var host = await StartAsync(TimeSpan.FromHours(10));
        File.Delete(host.NodeMetadataFile);
        if (document is not null)
        {
            await File.WriteAllTextAsync(host.NodeMetadataFile, document, TestContext.Current.CancellationToken);
        }

        host.Clock.Advance(TimeSpan.FromHours(2));
        await host.Log.WaitForAsync($"could not be learned: {told}");
        (await host.DepartAsync()).ShouldNotBeNull().Destination.Host.ShouldBe("node.example.es");

        host.Node = host.Node with { SingleSignOnService = "https://next.example.es/sso" };
        host.Publish(TimeSpan.FromHours(10));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await DepartedToAsync(host, "next.example.es");
    }

    private static async Task<SamlHost> StartAsync(TimeSpan validity)
    {
        var host = new SamlHost();
        host.Publish(validity);
        await host.StartAsync();
        (await host.DepartAsync()).ShouldNotBeNull(host.Log.Text);
        return host;
    }

    // The look is the gateway's own, made behind the citizens' backs; for a minute it is waited for.
    private static async Task DepartedToAsync(SamlHost host, string node)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await host.DepartAsync())?.Destination.Host != node)
        {
            patience.IsCancellationRequested.ShouldBeFalse(host.Log.Text);
            await Task.Yield();
        }
    }
}
