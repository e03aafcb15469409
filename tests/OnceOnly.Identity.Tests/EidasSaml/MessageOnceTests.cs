// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml.Linq;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Saml;
using OnceOnly.Identity.Logins;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>A message that was accepted is known by its identifiers, whatever request it claims to answer.</summary>
public sealed class MessageOnceTests
{
    private static readonly XNamespace Saml = SamlNames.Assertion;
    private static readonly XNamespace Signature = "http://www.w3.org/2000/09/xmldsig#";

    [Theory]
    [InlineData("Response", "00:00:10")]
    [InlineData("Response", "00:05:59")]
    [InlineData("Assertion", "00:00:10")]
    [InlineData("Assertion", "00:05:59")]
    public async Task an_identifier_serves_once_until_the_clock_skew_after_its_end(string of, string later)
    {
        await using var host = await SamlHost.WithNodeAsync();
        await AnswerAsync("_once");
        host.Logins.Failed.ShouldBeNull(host.Log.Text);

        host.Clock.Advance(TimeSpan.Parse(later));
        await AnswerAsync("_other");
        host.Logins.Failed.ShouldBeNull(host.Log.Text);

        await AnswerAsync("_once");
        host.Logins.Failed.ShouldBe(LoginFailure.Rejected);
        host.Log.Text.ShouldContain("message-once");

        async Task AnswerAsync(string id) =>
            await host.AnswerAsync((await host.DepartAsync()).ShouldNotBeNull(), request => Answer(host, request, of, id));
    }

    // A node that gives two of its answers one identifier, or somebody who makes it do so.
    private static byte[] Answer(SamlHost host, ReceivedAuthnRequest request, string of, string id)
    {
        var response = XElement.Parse(Encoding.UTF8.GetString(
            IssuedResponse.Success(host.Node, request, Personas.Carmen.LoggedIn(), host.Clock.GetUtcNow()).Xml.Span));
        response.Element(Signature + "Signature")!.Remove();
        var encrypted = response.Element(Saml + "EncryptedAssertion")!;
        var assertion = XElement.Parse(SamlHost.Decrypt(encrypted), LoadOptions.PreserveWhitespace);
        (of == "Response" ? response : assertion).SetAttributeValue("ID", id);
        encrypted.ReplaceNodes(ElementEncryptor.Encrypt(XmlOutput.ToBytes(XmlOutput.ToDocument(assertion)), SamlHost.OurCertificate));
        var document = XmlOutput.ToDocument(response);
        EnvelopedSigner.Sign(document.DocumentElement!, "ID", host.Node.SigningKey, document.DocumentElement!.FirstChild);
        return XmlOutput.ToBytes(document);
    }
}
