// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Eidas.Issuing;

/// <summary>A node's answer, signed, ready for the browser to post.</summary>
/// <param name="AssertionConsumerService">Where the form is posted.</param>
/// <param name="Xml">The signed message, UTF-8.</param>
public sealed record IssuedResponse(string AssertionConsumerService, ReadOnlyMemory<byte> Xml)
{
    /// <summary>The person has logged in: an answer with one encrypted assertion.</summary>
    /// <param name="node">Who answers.</param>
    /// <param name="request">What is answered.</param>
    /// <param name="authentication">Who logged in, and how well.</param>
    /// <param name="now">The time.</param>
    public static IssuedResponse Success(
        EidasNode node, ReceivedAuthnRequest request, Authentication authentication, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(authentication);

        var assertion = XmlOutput.ToDocument(AssertionElement.Compose(node, request, authentication, now));
        if (authentication.SignAssertion)
        {
            EnvelopedSigner.Sign(assertion.DocumentElement!, "ID", node.SigningKey, after: assertion.DocumentElement!.FirstChild);
        }

        var encrypted = ElementEncryptor.Encrypt(
            XmlOutput.ToBytes(assertion), request.ServiceProvider.EncryptionCertificate);
        return Sign(node, request, now, Status(StatusCode.Success), new XElement(SamlNames.Saml + "EncryptedAssertion", encrypted));
    }

    /// <summary>There was no log-in: an answer without assertion.</summary>
    /// <param name="node">Who answers.</param>
    /// <param name="request">What is answered.</param>
    /// <param name="now">The time.</param>
    /// <param name="code">Top status code, for example <see cref="StatusCode.Responder"/>.</param>
    /// <param name="subCode">Second status code, for example <see cref="StatusCode.AuthnFailed"/>.</param>
    /// <param name="message">Free text, or null.</param>
    public static IssuedResponse Failure(
        EidasNode node, ReceivedAuthnRequest request, DateTimeOffset now, string code, string? subCode, string? message = null)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(request);
        return Sign(node, request, now, Status(code, subCode, message), content: null);
    }

    /// <summary>Fields of the form to post, <c>SAMLResponse</c> and <c>RelayState</c>.</summary>
    public IReadOnlyDictionary<string, string> FormFields(string? relayState) =>
        PostForm.Fields(PostForm.ResponseField, Xml.Span, relayState);

    private static IssuedResponse Sign(
        EidasNode node, ReceivedAuthnRequest request, DateTimeOffset now, XElement status, XElement? content)
    {
        var response = new XElement(
            SamlNames.Samlp + "Response",
            new XAttribute(XNamespace.Xmlns + "saml2p", SamlNames.Samlp),
            new XAttribute(XNamespace.Xmlns + "saml2", SamlNames.Saml),
            new XAttribute("ID", SamlId.Create()),
            new XAttribute("Version", "2.0"),
            new XAttribute("IssueInstant", SamlInstant.Format(now)),
            new XAttribute("Destination", request.AssertionConsumerService),
            new XAttribute("InResponseTo", request.Id),
            new XElement(SamlNames.Saml + "Issuer", new XAttribute("Format", SamlNames.EntityFormat), node.EntityId),
            status,
            content);
        var document = XmlOutput.ToDocument(response);
        EnvelopedSigner.Sign(document.DocumentElement!, "ID", node.SigningKey, after: document.DocumentElement!.FirstChild);
        return new IssuedResponse(request.AssertionConsumerService, XmlOutput.ToBytes(document));
    }

    private static XElement Status(string code, string? subCode = null, string? message = null) => new(
        SamlNames.Samlp + "Status",
        new XElement(
            SamlNames.Samlp + "StatusCode",
            new XAttribute("Value", code),
            subCode is null ? null : new XElement(SamlNames.Samlp + "StatusCode", new XAttribute("Value", subCode))),
        message is null ? null : new XElement(SamlNames.Samlp + "StatusMessage", message));
}
