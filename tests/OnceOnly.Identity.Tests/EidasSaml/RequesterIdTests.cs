// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Options;
using OnceOnly.Eidas.Saml;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>Who must name the relying party behind the gateway, and where.</summary>
public sealed class RequesterIdTests
{
    private const string Saml = "Identity:EidasSaml";
    private const string Connector = Saml + ":Connectors:ES";
    private const string RelyingParty = "urn:uuid:rp";

    [Fact]
    public async Task nobody_departs_to_a_node_that_wants_one_while_none_is_configured_and_the_operator_is_told()
    {
        await using var host = await StartAsync(wanted: true);

        (await host.DepartAsync()).ShouldBeNull();
        host.Log.Text.ShouldContain("requester-id-wanted");
    }

    [Fact]
    public async Task it_is_sent_in_samlp_Scoping()
    {
        await using var host = await StartAsync(wanted: true, (Connector + ":RequesterId", RelyingParty));

        var request = await RequestAsync(host);

        request.Element(SamlNames.Samlp + "Scoping")!.Element(SamlNames.Samlp + "RequesterID")!.Value.ShouldBe(RelyingParty);
        request.Descendants(SamlNames.Eidas + "RequesterID").ShouldBeEmpty();
    }

    [Fact]
    public async Task a_connector_may_want_it_in_the_extensions()
    {
        await using var host = await StartAsync(
            wanted: false, (Connector + ":RequesterId", RelyingParty), (Connector + ":Profile:RequesterIdInExtensions", "true"));

        var request = await RequestAsync(host);

        request.Element(SamlNames.Samlp + "Extensions")!.Elements().Select(element => element.Name)
            .ShouldBe([SamlNames.Eidas + "SPType", SamlNames.Eidas + "RequesterID", SamlNames.Eidas + "RequestedAttributes"]);
        request.Descendants(SamlNames.Eidas + "RequesterID").Single().Value.ShouldBe(RelyingParty);
        request.Element(SamlNames.Samlp + "Scoping").ShouldBeNull();
    }

    [Fact]
    public async Task a_private_sector_does_not_start_without_one()
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromHours(1));

        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync((Saml + ":SpType", "Private"))))
            .Message.ShouldContain(Connector + ":RequesterId is missing");
    }

    [Fact]
    public async Task a_private_sector_starts_with_one_or_where_the_sector_is_not_told()
    {
        await using var one = await StartAsync(wanted: false, (Saml + ":SpType", "Private"), (Connector + ":RequesterId", RelyingParty));
        await using var other = await StartAsync(wanted: false, (Saml + ":SpType", "Private"), (Connector + ":Profile:EidasExtensions", "false"));

        (await one.DepartAsync()).ShouldNotBeNull();
        (await other.DepartAsync()).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("RequesterId", " ", "RequesterId is empty")]
    [InlineData("Profile:RequesterIdInExtensions", "true", "RequesterIdInExtensions needs RequesterId")]
    public async Task half_of_it_is_refused_at_the_start(string key, string value, string message)
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromHours(1));

        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(($"{Connector}:{key}", value)))).Message.ShouldContain(message);
    }

    private static async Task<SamlHost> StartAsync(bool wanted, params (string, string)[] settings)
    {
        var host = new SamlHost();
        host.Node = host.Node with { WantsRequesterId = wanted };
        host.Publish(TimeSpan.FromHours(1));
        await host.StartAsync(settings);
        return host;
    }

    private static async Task<XElement> RequestAsync(SamlHost host)
    {
        var fields = (await host.DepartAsync()).ShouldNotBeNull().FormFields.ShouldNotBeNull();
        PostForm.TryDecode(fields[PostForm.RequestField], out var message).ShouldBeTrue();
        return XElement.Parse(Encoding.UTF8.GetString(message!));
    }
}
