// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Cli.Saml;

/// <summary><c>saml inspect</c>: what a message says, in plain words.</summary>
internal static class InspectCommand
{
    public static async Task<int> RunAsync(Invocation invocation)
    {
        var operand = invocation.Arguments.SingleOperand("MESSAGE.xml");
        var given = MessageFile.IsRedirect(operand)
            ? Encoding.UTF8.GetBytes(operand)
            : await MessageFile.ReadAsync(operand, invocation.CancellationToken);
        var message = MessageFile.Decode(given, mayBeDeflated: true);
        if (!SafeXml.TryRead(message, XmlLimits.Metadata, out var document, out var fault))
        {
            await invocation.Output.WriteLineAsync(fault switch
            {
                XmlFault.TooLarge => "This is larger than any SAML message may be. One entity of a long list of metadata is explained by: onceonly saml metadata FILE --idp ENTITYID",
                XmlFault.TooDeep or XmlFault.TooManyNodes => "This XML is nested too deeply, or has too many parts, to be a SAML message.",
                XmlFault.RepeatedId => "An identifier occurs twice in this message; that is how signatures are wrapped. It would be refused.",
                _ => "This is neither well-formed XML without a document type, nor the base64 of it, deflated or not.",
            });
            return ExitCode.Refused;
        }

        var root = document.DocumentElement!;
        var explanation = new Explanation();
        if (!TryExplain(root, explanation))
        {
            await invocation.Output.WriteLineAsync($"This is XML, but no SAML message: its root is <{root.Name}> of '{root.NamespaceURI}'.");
            return ExitCode.Refused;
        }

        await invocation.Output.WriteAsync(explanation.ToString());
        return ExitCode.Success;
    }

    private static bool TryExplain(XmlElement root, Explanation explanation)
    {
        switch (root.NamespaceURI, root.LocalName)
        {
            case (SamlNames.Protocol, "AuthnRequest"):
                RequestExplanation.Write(root, explanation);
                return true;
            case (SamlNames.Protocol, "Response"):
                ResponseExplanation.Write(root, explanation);
                return true;
            case (SamlNames.Assertion, "Assertion"):
                AssertionExplanation.Write(root, explanation);
                return true;
            case (SamlNames.Metadata, "EntityDescriptor"):
                MetadataExplanation.Write(root, explanation);
                return true;
            case (SamlNames.Metadata, "EntitiesDescriptor"):
                ListExplanation.Write(root, explanation);
                return true;
            default:
                return false;
        }
    }
}
