// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Benchmarks.Saml;

/// <summary>Answers of eIDAS nodes, validated one at a time, beside others that read the same messages.</summary>
internal static class SamlBenchmark
{
    private const int Entities = 5_000;

    public static async Task RunAsync(Arguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("onceonly-benchmarks-").FullName;
        try
        {
            using var messages = new SamlMessages();
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"""

                One at a time, RSA keys of 3072 bits. Median of {arguments.Rounds} interleaved rounds of {arguments.Duration.TotalSeconds} s. CPU time of the process
                a message; of xmlsec1 the time that more repetitions take. The ratio is to the first row.

                """));
            await PlainAsync(messages, folder, arguments, output, cancellationToken);
            await EncryptedAsync(messages, arguments, output);
            await output.WriteLineAsync(MetadataList.Measure(messages, Entities, folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PlainAsync(
        SamlMessages messages, string folder, Arguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (!VerificationKey.TryFromCertificate(messages.NodeCertificate, out var key))
        {
            throw new InvalidOperationException("Our own certificate holds no key.");
        }

        var framework = new FrameworkSignature(messages.NodeCertificate, messages.Plain);
        var foreign = new ForeignChecker(messages, folder);
        (string Name, Func<Task<TimeSpan?>> Measure)[] contenders =
        [
            ("signature and all rules", () => Measure(() => messages.Validate(messages.Plain), arguments.Duration)),
            ("signature alone", () => Measure(() => Verify(messages.Plain, key), arguments.Duration)),
            ("SignedXml.CheckSignature", () => Measure(framework.Check, arguments.Duration)),
            ("xmlsec1 --verify", () => foreign.XmlSec1Async(cancellationToken)),
            ("@node-saml/node-saml", () => foreign.NodeSamlAsync(arguments.Duration, cancellationToken)),
        ];
        await PrintAsync($"signed response, assertion in clear text ({messages.Plain.Length:N0} bytes)", contenders, arguments.Rounds, output);
        await output.WriteLineAsync($"  allocated: {Allocated(() => messages.Validate(messages.Plain)):N0} bytes a response");
        await output.WriteLineAsync();
    }

    private static async Task EncryptedAsync(SamlMessages messages, Arguments arguments, TextWriter output)
    {
        using var privateKey = messages.OurCertificate.GetRSAPrivateKey()!;
        using var publicKey = messages.OurCertificate.GetRSAPublicKey()!;
        var wrapped = publicKey.Encrypt(RandomNumberGenerator.GetBytes(32), RSAEncryptionPadding.OaepSHA256);
        (string Name, Func<Task<TimeSpan?>> Measure)[] contenders =
        [
            ("bare RSA-3072 decryption", () => Measure(() => privateKey.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA256), arguments.Duration)),
            ("encrypted response, all rules", () => Measure(() => messages.Validate(messages.Encrypted), arguments.Duration)),
        ];
        await PrintAsync($"signed response, assertion encrypted ({messages.Encrypted.Length:N0} bytes)", contenders, arguments.Rounds, output);
        await output.WriteLineAsync($"  allocated: {Allocated(() => messages.Validate(messages.Encrypted)):N0} bytes a response");
        await output.WriteLineAsync();
    }

    private static async Task PrintAsync(
        string title, (string Name, Func<Task<TimeSpan?>> Measure)[] contenders, int rounds, TextWriter output)
    {
        var times = contenders.Select(_ => new List<TimeSpan?>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (contender, list) in contenders.Zip(times))
            {
                list.Add(await contender.Measure());
            }
        }

        await output.WriteLineAsync(FormattableString.Invariant($"{title,-52}{"µs",9}{"ratio",9}"));
        var first = Median(times[0])!.Value;
        foreach (var (contender, list) in contenders.Zip(times))
        {
            await output.WriteLineAsync(Median(list) is { } time
                ? FormattableString.Invariant($"  {contender.Name,-50}{time.TotalMicroseconds,9:0}{time / first,9:0.00}")
                : $"  {contender.Name,-50}not installed");
        }
    }

    private static void Verify(byte[] message, VerificationKey key)
    {
        if (!SafeXml.TryRead(message, XmlLimits.Message, out var document, out _)
            || !SignatureVerifier.TryVerify(
                document.DocumentElement!, "ID", [key], SignatureProfile.Eidas with { Algorithms = [SignatureAlgorithm.RsaPkcs1Sha256] }, out _, out var fault))
        {
            throw new InvalidOperationException("Our own signature is refused.");
        }
    }

    private static Task<TimeSpan?> Measure(Action run, TimeSpan duration)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var count = 0;
        while (watch.Elapsed < duration)
        {
            run();
            count++;
        }

        process.Refresh();
        return Task.FromResult<TimeSpan?>((process.TotalProcessorTime - before) / count);
    }

    private static long Allocated(Action run)
    {
        const int Times = 100;
        run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < Times; time++)
        {
            run();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Times;
    }

    private static TimeSpan? Median(List<TimeSpan?> values) => values.Order().ElementAt(values.Count / 2);
}
