// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using System.Xml.Linq;
using OnceOnly.Eidas.Persons;
using OnceOnly.Eidas.Responses;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Eidas.Tests.World;

/// <summary>Makes a response that would be accepted, and lets a test spoil it at any stage.</summary>
internal sealed class Forge
{
    /// <summary>The Response, before the encrypted assertion is put in and it is signed.</summary>
    public XElement Response { get; } = Templates.Response();

    /// <summary>The Assertion, before it is signed and encrypted.</summary>
    public XElement Assertion { get; } = Templates.Assertion();

    public SigningKey ResponseKey { get; set; } = Actors.Node.SigningKey;

    /// <summary>Signs the assertion too; null leaves it unsigned.</summary>
    public SigningKey? AssertionKey { get; set; }

    /// <summary>Spoils the assertion's text before encryption.</summary>
    public Func<string, string> AlterPlaintext { get; set; } = text => text;

    /// <summary>Turns the assertion into what stands in the Response.</summary>
    public Func<byte[], XElement?> Wrap { get; set; } = plaintext =>
        new XElement(Templates.Saml + "EncryptedAssertion", ElementEncryptor.Encrypt(plaintext, TestKeys.OurRsa));

    /// <summary>Spoils the tree after signing.</summary>
    public Action<XmlDocument> AfterSigning { get; set; } = _ => { };

    /// <summary>Spoils the text after signing.</summary>
    public Func<string, string> AlterText { get; set; } = text => text;

    public ResponseExpectation Expected { get; set; } = Actors.Expect(Templates.RequestId);

    public DateTimeOffset Now { get; set; } = Actors.Now.AddSeconds(5);

    /// <summary>An element of the assertion by local name.</summary>
    public XElement In(string localName) => Assertion.DescendantsAndSelf(Templates.Saml + localName).First();

    /// <summary>An attribute of the assertion by FriendlyName.</summary>
    public XElement Attribute(string friendlyName) =>
        Assertion.Descendants(Templates.Saml + "Attribute").First(attribute => (string?)attribute.Attribute("FriendlyName") == friendlyName);

    public string Build()
    {
        var plaintext = AlterPlaintext(Text(Signed(Assertion, AssertionKey)));
        Response.Add(Wrap(System.Text.Encoding.UTF8.GetBytes(plaintext)));
        var document = Signed(Response, ResponseKey);
        AfterSigning(document);
        return AlterText(Text(document));
    }

    public ResponseOutcome Validate() => Validate(Build());

    public ResponseOutcome Validate(string message) =>
        ResponseValidator.Validate(System.Text.Encoding.UTF8.GetBytes(message), Expected, Now);

    /// <summary>Builds it and sees that it is accepted.</summary>
    public AcceptedResponse Accept()
    {
        var outcome = Validate();
        return outcome.ShouldBeOfType<AcceptedResponse>(
            outcome is RefusedResponse refused ? string.Join(", ", refused.Failures.Select(failure => failure.Rule.Name)) : "");
    }

    public EidasNaturalPerson AcceptPerson() => Accept().Subject.ShouldBeOfType<EidasNaturalPerson>();

    public static string Text(XmlDocument document) => System.Text.Encoding.UTF8.GetString(XmlOutput.ToBytes(document));

    private static XmlDocument Signed(XElement element, SigningKey? key)
    {
        var document = XmlOutput.ToDocument(element);
        if (key is not null)
        {
            EnvelopedSigner.Sign(document.DocumentElement!, "ID", key, after: document.DocumentElement!.FirstChild);
        }

        return document;
    }
}
