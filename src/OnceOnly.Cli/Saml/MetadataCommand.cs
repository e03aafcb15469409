// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using OnceOnly.Eidas.Metadata;

namespace OnceOnly.Cli.Saml;

/// <summary><c>saml metadata</c>: what the metadata of a node, connector or service provider say, and what an operator should do.</summary>
internal static class MetadataCommand
{
    public const string RequesterIdOption = "--requester-id";

    public static async Task<int> RunAsync(Invocation invocation)
    {
        var arguments = invocation.Arguments;
        var path = arguments.SingleOperand("METADATA.xml");
        var now = arguments.OptionalTime("--now") ?? invocation.Time.GetUtcNow();
        var trust = await TrustAsync(invocation);
        var file = await MetadataFile.ReadAsync(path, invocation.CancellationToken);
        var idp = arguments.Optional("--idp");
        if (file.IsList && idp is null && file.Entities.Count > 1)
        {
            throw new UsageException(
                $"{path} is a list of entities: name one by --idp, such as {string.Join(", ", file.Entities.Select(Explanation.Printable))}");
        }

        if (!MetadataEntity.TryTake(file, idp, out var entity, out var problem))
        {
            await invocation.Output.WriteLineAsync(problem);
            return ExitCode.Refused;
        }

        var advice = new MetadataAdvice(entity, PeerProfile.Read(arguments), now);
        advice.Judge(trust, namesRequester: arguments.Optional(RequesterIdOption) is { Length: > 0 });
        var verdict = advice.IsSignedByPinned switch
        {
            true => "verified",
            false => "refused",
            null => Explanation.NotVerified,
        };
        var explanation = new Explanation();
        if (file.IsList)
        {
            WriteList(entity, explanation, verdict);
            verdict = Explanation.NotVerified;
        }

        MetadataExplanation.Write(entity.Root, explanation, endsWithItsList: entity.ListEnds.Count > 0, verdict);
        await invocation.Output.WriteAsync(explanation.ToString());
        await invocation.Output.WriteAsync(advice.ToString());
        return advice.MustAct ? ExitCode.Refused : ExitCode.Success;
    }

    private static void WriteList(MetadataEntity entity, Explanation explanation, string verdict)
    {
        explanation.Title("A list of entities (EntitiesDescriptor), of which this is one.");
        explanation.Fact("signature", entity.File.IsSigned ? $"{entity.File.SignatureMethod} ({verdict})" : "none");
        foreach (var end in entity.ListEnds)
        {
            explanation.Fact("valid until", end);
        }
    }

    private static async Task<IReadOnlyList<X509Certificate2>> TrustAsync(Invocation invocation)
    {
        var certificates = new List<X509Certificate2>();
        foreach (var path in invocation.Arguments.All("--trust"))
        {
            var bytes = await MessageFile.ReadAsync(path, invocation.CancellationToken);
            certificates.AddRange(PinnedCertificates.TryRead(bytes, out var pinned)
                ? pinned
                : throw new UsageException($"{path} holds no certificate, or one that cannot be read"));
        }

        return certificates;
    }
}
