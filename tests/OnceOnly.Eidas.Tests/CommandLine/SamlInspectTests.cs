// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Saml;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Eidas.Tests.CommandLine;

public sealed class SamlInspectTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public async Task a_request_is_explained()
    {
        var text = await InspectAsync(Actors.Request().Xml.ToArray());

        text.ShouldContain("A request to log somebody in");
        text.ShouldContain(Actors.Us.EntityId);
        text.ShouldContain("Δήμος Πειραιά");
        text.ShouldContain("minimum http://eidas.europa.eu/LoA/substantial");
        text.ShouldContain("FamilyName (http://eidas.europa.eu/attributes/naturalperson/CurrentFamilyName)");
        text.ShouldNotContain("IsPassive");
    }

    [Fact]
    public async Task a_response_is_explained_from_the_base64_of_a_form()
    {
        var text = await InspectAsync(System.Text.Encoding.UTF8.GetBytes(
            Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(new Forge().Build()))));

        text.ShouldContain("An answer to a request");
        text.ShouldContain("status:Success");
        text.ShouldContain("aes256-gcm");
        text.ShouldContain("sha256-rsa-MGF1 over #_response (not verified)");
    }

    [Fact]
    public async Task a_list_of_entities_names_its_first_twenty()
    {
        XElement[] entities =
        [
            Documents.OfNode(),
            new XElement(Documents.Md + "EntitiesDescriptor", Documents.OfProvider()),
            .. Enumerable.Range(1, 20).Select(i => new XElement(Documents.Md + "EntityDescriptor", new XAttribute("entityID", $"https://{i}.example/md"))),
        ];
        var text = await InspectAsync(Documents.Signed(new XElement(
            Documents.Md + "EntitiesDescriptor", new XAttribute("ID", "_list"), new XAttribute("Name", "urn:country"), entities)));

        text.ShouldContain("urn:country");
        text.ShouldMatch("signature +http.*#ecdsa-sha256 over #_list");
        text.ShouldMatch("entities +22\\s");
        text.ShouldMatch($"identity provider +{Actors.Node.EntityId}");
        text.ShouldMatch($"service provider +{Actors.Us.EntityId}");
        text.ShouldMatch("other role +https://18.example/md");
        text.ShouldNotContain("https://19.example/md");
        text.ShouldContain("Only the first 20 are named.");
    }

    [Fact]
    public async Task a_redirect_is_explained_from_its_address_its_query_or_the_parameter_alone()
    {
        var address = RedirectQuery.Create(
            "https://idp.example.org/sso?tenant=1", PostForm.RequestField, Actors.Request().Xml.Span, "state", new SigningKey(TestKeys.NodeP256)).OriginalString;
        var parameter = address.Split("SAMLRequest=")[1].Split('&')[0];

        foreach (var operand in new[] { address, address + "#top", "?SAMLRequest=" + parameter, "SAMLRequest=" + parameter + "&RelayState=state" })
        {
            var (code, output, _) = await Command.RunAsync("saml", "inspect", operand);
            code.ShouldBe(0, operand);
            output.ShouldContain(Actors.Us.EntityId);
        }

        foreach (var written in new[] { address + "\n", address.Split('?')[1], parameter, Uri.UnescapeDataString(parameter) })
        {
            (await InspectAsync(System.Text.Encoding.UTF8.GetBytes(written))).ShouldContain(Actors.Us.EntityId);
        }

        (await Command.RunAsync("saml", "inspect", "https://idp.example.org/sso")).Code.ShouldBe(1);
    }

    [Fact]
    public async Task an_assertion_is_explained_without_anybodys_data()
    {
        var text = await InspectAsync(XmlOutput.ToBytes(XmlOutput.ToDocument(Templates.Assertion())));

        text.ShouldContain("FirstName");
        text.ShouldNotContain("Carmen");
        text.ShouldNotContain("02635542Y");
    }

    [Fact]
    public async Task metadata_of_both_kinds_are_explained()
    {
        var node = await InspectAsync(NodeMetadataDocument.Create(Actors.Node, null, Actors.Now, TimeSpan.FromDays(1)));
        var provider = await InspectAsync(ServiceProviderMetadataDocument.Create(Actors.Us, null, Actors.Now, TimeSpan.FromDays(1)));

        node.ShouldContain("As an identity provider");
        node.ShouldContain("RSA 3072");
        node.ShouldContain(Actors.Node.SingleSignOnService);
        provider.ShouldContain("As a service provider");
        provider.ShouldContain(Actors.Us.AssertionConsumerService);
    }

    [Fact]
    public async Task what_is_wrong_with_a_request_is_remarked()
    {
        var text = System.Text.Encoding.UTF8.GetString(Actors.Request().Xml.Span)
            .Replace(" IsPassive=\"false\"", "", StringComparison.Ordinal)
            .Replace("Comparison=\"minimum\"", "", StringComparison.Ordinal);

        var explanation = await InspectAsync(System.Text.Encoding.UTF8.GetBytes(text));

        explanation.ShouldContain("IsPassive must be present");
        explanation.ShouldContain("a missing one means exact");
    }

    [Theory]
    [InlineData("not a message")]
    [InlineData("<html/>")]
    [InlineData("<!DOCTYPE a><a/>")]
    public async Task what_is_no_message_is_said_to_be_none(string text)
    {
        await File.WriteAllTextAsync(path, text);

        (await Command.RunAsync("saml", "inspect", path)).Code.ShouldBe(1);
    }

    [Fact]
    public async Task a_file_that_is_not_there_is_a_matter_of_usage() =>
        (await Command.RunAsync("saml", "inspect", "/nowhere/message.xml")).Code.ShouldBe(2);

    [Fact]
    public async Task a_message_cannot_write_escape_codes_to_the_terminal()
    {
        var text = await InspectAsync(System.Text.Encoding.UTF8.GetBytes(
            "<p:Response xmlns:p=\"urn:oasis:names:tc:SAML:2.0:protocol\" Destination=\"a&#x9b;31m\"/>"));

        text.ShouldNotContain("\u009b");
    }

    private async Task<string> InspectAsync(byte[] message)
    {
        await File.WriteAllBytesAsync(path, message);
        var (code, output, _) = await Command.RunAsync("saml", "inspect", path);
        code.ShouldBe(0, output);
        return output;
    }
}
