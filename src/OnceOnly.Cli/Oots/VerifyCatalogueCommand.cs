// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using OnceOnly.Oots.CommonServices.Signatures;

namespace OnceOnly.Cli.Oots;

/// <summary><c>oots verify-catalogue</c>: digest and signature of one answer of a common service.</summary>
internal static class VerifyCatalogueCommand
{
    private const int MaxBytes = 64 * 1024 * 1024;

    public static async Task<int> RunAsync(Invocation invocation)
    {
        var arguments = invocation.Arguments;
        var now = arguments.RequiredTime("--now");
        var body = await ReadAsync(arguments.SingleOperand("BODY"), invocation.CancellationToken);
        var headers = ReadHeaders(await ReadAsync(arguments.Required("--headers"), invocation.CancellationToken));
        var roots = ReadRoots(arguments.Required("--roots"));

        var seal = new CatalogueSealVerifier(roots).Verify(body, headers, now);
        var verdict = new JsonObject
        {
            ["valid"] = seal.Holds,
            ["reason"] = seal.Holds ? null : Explain(seal.Fault),
            ["algorithm"] = seal.Algorithm,
            ["signer"] = seal.Signer,
            ["signedAt"] = seal.SignedAt?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        await invocation.Output.WriteLineAsync(verdict.ToJsonString());
        return seal.Holds ? ExitCode.Success : ExitCode.Refused;
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken) =>
        await CappedFile.ReadAsync(path, MaxBytes, cancellationToken) is { Length: <= MaxBytes } file
            ? file
            : throw new UsageException($"{path} is larger than any answer of a common service");

    // A status line has no name and is passed over.
    private static List<KeyValuePair<string, string>> ReadHeaders(byte[] file) =>
    [
        .. Encoding.UTF8.GetString(file).TrimStart('\uFEFF').Split('\n')
            .Select(line => line.TrimEnd('\r').Split(':', 2))
            .Where(pair => pair is [{ Length: > 0 } name, _] && !name.Contains(' ', StringComparison.Ordinal))
            .Select(pair => KeyValuePair.Create(pair[0], pair[1].Trim())),
    ];

    private static X509Certificate2Collection ReadRoots(string path)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw new UsageException($"--roots: {unreadable.Message}");
        }

        return roots.Count > 0 ? roots : throw new UsageException($"--roots: {path} holds no certificate in PEM");
    }

    private static string Explain(CatalogueFault fault) => fault switch
    {
        CatalogueFault.DigestMissing => "there is not exactly one digest header with SHA-256",
        CatalogueFault.DigestWrong => "the digest is not that of the body",
        CatalogueFault.SignatureMissing => "there is not exactly one oots-response-sig header",
        CatalogueFault.SignatureMalformed => "the signature is not a detached JWS with a readable header",
        CatalogueFault.AlgorithmRefused => "the signature algorithm is not accepted, or does not fit the key",
        CatalogueFault.CriticalHeader => "a critical header is not understood, or b64 and sigD are not critical",
        CatalogueFault.NotOverDigest => "the signature is not by the HttpHeaders mechanism over the digest header",
        CatalogueFault.CertificateMissing => "the signature carries no readable certificate",
        CatalogueFault.CertificateUntrusted => "the certificate does not chain to a pinned root, may not sign, or was not valid at that time",
        CatalogueFault.SignedInTheFuture => "it was signed later than now",
        _ => "the signature is wrong",
    };
}
