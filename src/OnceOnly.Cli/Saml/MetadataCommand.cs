// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Cli.Saml;

/// <summary><c>saml metadata</c>: what the metadata of a node, connector or service provider say, and what an operator should do.</summary>
internal static class MetadataCommand
{
    public static async Task<int> RunAsync(Invocation invocation)
    {
        var arguments = invocation.Arguments;
        var path = arguments.SingleOperand("METADATA.xml");
        var now = arguments.Optional("--now") is { } text
            ? SamlInstant.Parse(text) ?? throw new UsageException($"--now must be a time in UTC like 2026-11-21T12:00:00Z, not '{text}'")
            : invocation.Time.GetUtcNow();
        var trust = await TrustAsync(invocation);
        var document = await MessageFile.ReadAsync(path, invocation.CancellationToken);

        var advice = new MetadataAdvice(now);
        if (!SafeXml.TryRead(document, XmlLimits.Metadata, out var read, out var fault))
        {
            await invocation.Output.WriteLineAsync(fault == XmlFault.TooLarge
                ? "This is larger than the metadata of one entity may be; a list of entities is looked through by the gateway itself."
                : $"This is no metadata that can be read: {fault}.");
            return ExitCode.Refused;
        }

        var root = read.DocumentElement!;
        if (!root.Is(SamlNames.Metadata, "EntityDescriptor"))
        {
            await invocation.Output.WriteLineAsync($"This is no metadata of one entity: its root is <{root.Name}>.");
            return ExitCode.Refused;
        }

        var explanation = new Explanation();
        MetadataExplanation.Write(root, explanation);
        await invocation.Output.WriteAsync(explanation.ToString());
        advice.Judge(root);
        if (trust.Count > 0)
        {
            advice.Judge(document, root, trust);
        }

        await invocation.Output.WriteAsync(advice.ToString());
        return advice.MustAct ? ExitCode.Refused : ExitCode.Success;
    }

    private static async Task<IReadOnlyList<X509Certificate2>> TrustAsync(Invocation invocation)
    {
        var certificates = new List<X509Certificate2>();
        foreach (var path in invocation.Arguments.All("--trust"))
        {
            var bytes = await MessageFile.ReadAsync(path, invocation.CancellationToken);
            try
            {
                certificates.Add(X509CertificateLoader.LoadCertificate(bytes));
            }
            catch (CryptographicException)
            {
                throw new UsageException($"{path} is no certificate");
            }
        }

        return certificates;
    }
}
