// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Cli.Saml;

/// <summary>Explains a Response.</summary>
internal static class ResponseExplanation
{
    public static void Write(XmlElement response, Explanation explanation)
    {
        explanation.Title("An answer to a request to log somebody in (Response).");
        explanation.Fact("from", Explanation.TextOf(response.Children(SamlNames.Assertion, "Issuer").FirstOrDefault()));
        explanation.Fact("to", response.Attribute("Destination"));
        explanation.Fact("answers request", response.Attribute("InResponseTo"));
        explanation.Fact("ID", response.Attribute("ID"));
        explanation.Fact("issued", response.Attribute("IssueInstant"));
        explanation.Signature(response);
        WriteStatus(response.Children(SamlNames.Protocol, "Status").FirstOrDefault(), explanation);

        var plain = response.Children(SamlNames.Assertion, "Assertion").ToList();
        var encrypted = response.Children(SamlNames.Assertion, "EncryptedAssertion").ToList();
        encrypted.ForEach(assertion => WriteEncryption(assertion, explanation));
        plain.ForEach(assertion => AssertionExplanation.Write(assertion, explanation));

        explanation.Remark(
            !response.Children(XmlNames.Signature, "Signature").Any(),
            "The Response itself must be signed; a signature on the assertion does not replace it.");
        explanation.Remark(plain.Count > 0, "An assertion stands here in clear text; eIDAS wants it encrypted.");
        explanation.Remark(plain.Count + encrypted.Count > 1, "There is more than one assertion.");
    }

    private static void WriteStatus(XmlElement? status, Explanation explanation)
    {
        var code = status?.Children(SamlNames.Protocol, "StatusCode").FirstOrDefault();
        var subCode = code?.Children(SamlNames.Protocol, "StatusCode").FirstOrDefault()?.Attribute("Value");
        explanation.Fact("status", code?.Attribute("Value"));
        explanation.FactIfAny("more exactly", subCode);
        explanation.FactIfAny("message", Explanation.TextOf(status?.Children(SamlNames.Protocol, "StatusMessage").FirstOrDefault()));
        explanation.Remark(subCode == StatusCode.RequestDenied, "RequestDenied: the citizen, or the node, said no.");
        explanation.Remark(subCode == StatusCode.AuthnFailed, "AuthnFailed: no log-in; many nodes also say this when the citizen cancels.");
    }

    private static void WriteEncryption(XmlElement assertion, Explanation explanation)
    {
        var data = assertion.Children(XmlNames.Encryption, "EncryptedData").FirstOrDefault();
        var keys = assertion.Children(XmlNames.Encryption, "EncryptedKey")
            .Concat(data?.Children(XmlNames.Signature, "KeyInfo").SelectMany(info => info.Children(XmlNames.Encryption, "EncryptedKey")) ?? [])
            .ToList();
        explanation.Fact("assertion", $"encrypted with {MethodOf(data)}");
        foreach (var key in keys)
        {
            explanation.Fact("its key", $"encrypted with {MethodOf(key)}");
        }

        explanation.Remark(keys.Count is 0 or > 8, "There should be an encrypted key for us, and eight at most.");
    }

    private static string MethodOf(XmlElement? encrypted) =>
        encrypted?.Children(XmlNames.Encryption, "EncryptionMethod").FirstOrDefault()?.Attribute("Algorithm") ?? "an unknown method";
}
