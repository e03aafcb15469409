// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Responses;

/// <summary>The assertion as it is consumed, and what is wrong with a signature of its own, where it has one.</summary>
/// <remarks>
/// What is decrypted stands for itself: senders sign an assertion that is a document of its own. Some sign it where it
/// stands, with prefixes of the Response counted in, and XML Encryption §4.5 lets others leave declarations to the
/// surroundings. So it is read alone first, and in its place where it then is no assertion or not as it was signed. The
/// octets were signed by the same key either way, and what is consumed is the reading whose signature is good.
/// </remarks>
internal sealed record OpenedAssertion(XmlElement Element, SignatureFault Signature)
{
    /// <returns>Null, and a finding, for what is no assertion.</returns>
    public static OpenedAssertion? Read(byte[] plaintext, XmlElement surroundings, CheckContext context)
    {
        var isRead = SafeXml.TryRead(plaintext, XmlLimits.Message, out var document, out var fault);
        var alone = Of(document, context);
        if (alone is { Signature: SignatureFault.None } || !(isRead || fault == XmlFault.Malformed))
        {
            return alone ?? Refuse(context, fault.ToString());
        }

        isRead = SafeXml.TryReadDecrypted(plaintext, surroundings, XmlLimits.Message, out document, out fault);
        var inPlace = Of(document, context);
        return inPlace is { Signature: SignatureFault.None } || alone is null
            ? inPlace ?? Refuse(context, isRead ? "The root is not an Assertion." : fault.ToString())
            : alone;
    }

    /// <summary>An assertion in clear text, or decrypted.</summary>
    public static OpenedAssertion Of(XmlElement assertion, CheckContext context) => new(assertion, FaultOf(assertion, context));

    private static OpenedAssertion? Of(XmlDocument? document, CheckContext context) =>
        document?.DocumentElement is { } root && root.Is(SamlNames.Assertion, "Assertion") ? Of(root, context) : null;

    // The Response's signature is what is trusted. A second one on the assertion is optional, but if there it must be true.
    private static SignatureFault FaultOf(XmlElement assertion, CheckContext context)
    {
        var signatures = assertion.CountBelow(XmlNames.Signature, "Signature");
        if (signatures == 0)
        {
            return SignatureFault.None;
        }

        var expected = context.Expected;
        SignatureVerifier.TryVerify(assertion, "ID", expected.Node.SigningKeys, expected.Profile.Signatures, out _, out var fault);
        return fault == SignatureFault.None && signatures > 1 ? SignatureFault.Malformed : fault;
    }

    private static OpenedAssertion? Refuse(CheckContext context, string detail)
    {
        context.Findings.Require(false, ResponseRules.AssertionXml, detail);
        return null;
    }
}
