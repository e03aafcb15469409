// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.Certificates;
using OnceOnly.Pilot.Personas;
using OnceOnly.Pilot.Walk;
using OnceOnly.Pilot.World;

namespace OnceOnly.EndToEnd.SamlProviders;

/// <summary>A foreign identity provider, whole, logs citizens in; how it differs from an eIDAS node is configuration only.</summary>
public sealed class SimpleSamlPhpTests
{
    private const string Connector = "Identity:EidasSaml:Connectors:IT";
    private const string Level = "urn:example:levels:two-factors";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Redirect")]
    [InlineData("Post")]
    public async Task A_citizen_logs_in_at_a_SimpleSAMLphp_that_does_not_follow_the_eIDAS_profile(string binding)
    {
        await using var world = await ForeignWorld.StartAsync(idp => Profile(idp, binding), Cancel);

        await LogInAsync(world);

        world.Browser.Page.Address.AbsolutePath.ShouldBe("/explicit-request", world.Idp.Log);
        await world.Browser.GoToAsync(new Uri(world.Pilot.Addresses.Gateway, "/my-data"), Cancel);
        world.Browser.Page.Document.Body!.TextContent.ShouldContain("Giulia D'Ambrosio");
    }

    [Theory]
    [InlineData("Profile:Signatures:0")]
    [InlineData("Profile:PlainAssertion")]
    [InlineData("Profile:Levels:Substantial:0")]
    public async Task Without_its_profile_the_same_answer_is_refused(string leftOut)
    {
        await using var world = await ForeignWorld.StartAsync(
            idp => Profile(idp, "Post").Where(setting => setting.Key != $"{Connector}:{leftOut}"), Cancel);

        await LogInAsync(world);

        world.Browser.Page.Address.AbsolutePath.ShouldNotBe("/explicit-request");
        (await world.Browser.GoToAsync(new Uri(world.Pilot.Addresses.Gateway, "/my-data"), Cancel)).Address.AbsolutePath.ShouldBe("/login");
    }

    private static IEnumerable<KeyValuePair<string, string?>> Profile(SimpleSamlPhp idp, string binding) =>
    [
        new($"{Connector}:Country", "IT"),
        new($"{Connector}:Name", "A national identity"),
        new($"{Connector}:MetadataUrl", idp.Metadata.AbsoluteUri),
        new($"{Connector}:MetadataCertificateFiles:0", idp.CertificateFile),
        new($"{Connector}:TrustedAuthoritiesFile", Path.Combine(DevelopmentCertificateFolder.Default, "ca.pem")),
        new($"{Connector}:HighestLevel", "Substantial"),
        new($"{Connector}:Profile:Binding", binding),
        new($"{Connector}:Profile:Signatures:0", "rsa-sha256"),
        new($"{Connector}:Profile:RequestSignature", "rsa-sha256"),
        new($"{Connector}:Profile:MinimumRsaKeySize", "2048"),
        new($"{Connector}:Profile:PlainAssertion", "true"),
        new($"{Connector}:Profile:EidasExtensions", "false"),
        new($"{Connector}:Profile:NationalIdentifiers", "true"),
        new($"{Connector}:Profile:MetadataLifetime", "1.00:00:00"),
        new($"{Connector}:Profile:Levels:Substantial:0", Level),
        new($"{Connector}:Profile:Attributes:PersonIdentifier", "fiscalNumber"),
        new($"{Connector}:Profile:Attributes:CurrentFamilyName", "familyName"),
        new($"{Connector}:Profile:Attributes:CurrentGivenName", "name"),
        new($"{Connector}:Profile:Attributes:DateOfBirth", "dateOfBirth"),
    ];

    /// <summary>From an e-service through the provider's own pages and back with its answer, whatever the gateway makes of it.</summary>
    private static async Task LogInAsync(ForeignWorld world)
    {
        var (browser, at) = (world.Browser, world.Pilot.Addresses);
        var citizen = new Citizen(browser, at, PilotPersonas.Maria);
        await citizen.ApplyAsync(at.Aegina, PilotEServices.Aegina.Find("address")!, Cancel);
        browser.Choose("option", "eidas-saml|IT");
        await browser.PressAsync("Continue", Cancel);
        if (browser.Page.HiddenFields.ContainsKey("SAMLRequest"))
        {
            await browser.PressAsync("Continue", Cancel);
        }

        if (browser.Page.Address.Authority != world.Idp.Origin.Authority)
        {
            // The gateway does not believe the provider's metadata.
            return;
        }

        await browser.PostAsync(browser.Page.Address, browser.Page.HiddenFields.Append(new("username", "giulia")).Append(new("password", "secret")), Cancel);
        browser.Page.HiddenFields.Keys.ShouldContain("SAMLResponse", world.Idp.Log);
        await browser.PostAsync(new Uri(at.Gateway, "/eid/eidas/acs"), browser.Page.HiddenFields, Cancel);
    }
}
