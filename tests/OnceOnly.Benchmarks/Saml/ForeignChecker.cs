// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OnceOnly.Pilot.Certificates;

namespace OnceOnly.Benchmarks.Saml;

/// <summary>The same message, checked by others in processes of their own that do nothing else.</summary>
internal sealed class ForeignChecker(SamlMessages messages, string folder)
{
    private const string Response = "urn:oasis:names:tc:SAML:2.0:protocol:Response";
    private const int Few = 50;
    private const int Many = 2050;

    private static string Peers => Path.Combine(SolutionFolder.Find()!, "tests", "peers", "node");

    /// <summary>npm <c>@node-saml/node-saml</c>, signature and its own rules.</summary>
    /// <returns>CPU time a message; null where it is not installed.</returns>
    public async Task<TimeSpan?> NodeSamlAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Path.Combine(Peers, "node_modules", "@node-saml")))
        {
            return null;
        }

        var input = JsonSerializer.Serialize(new
        {
            message = Convert.ToBase64String(messages.Plain),
            certificate = messages.NodeCertificate.ExportCertificatePem(),
            audience = SamlMessages.EntityId,
            consumer = SamlMessages.Consumer,
            seconds = duration.TotalSeconds,
        });
        var output = await RunAsync("node", ["benchmark-saml.mjs"], Peers, input, cancellationToken);
        return TimeSpan.FromMicroseconds(double.Parse(output, CultureInfo.InvariantCulture));
    }

    /// <summary><c>xmlsec1</c>, the signature alone. What starting it costs is taken off.</summary>
    /// <returns>Time a message; null where it is not installed.</returns>
    public async Task<TimeSpan?> XmlSec1Async(CancellationToken cancellationToken)
    {
        if (!File.Exists("/usr/bin/xmlsec1"))
        {
            return null;
        }

        var (message, certificate) = (Path.Combine(folder, "message.xml"), Path.Combine(folder, "node.pem"));
        await File.WriteAllBytesAsync(message, messages.Plain, cancellationToken);
        await File.WriteAllTextAsync(certificate, messages.NodeCertificate.ExportCertificatePem(), cancellationToken);
        var few = await RepeatAsync(Few);
        return (await RepeatAsync(Many) - few) / (Many - Few);

        async Task<TimeSpan> RepeatAsync(int times)
        {
            var watch = Stopwatch.StartNew();
            await RunAsync(
                "xmlsec1",
                ["--verify", "--repeat", times.ToString(CultureInfo.InvariantCulture), "--id-attr:ID", Response, "--pubkey-cert-pem", certificate, message],
                folder, input: null, cancellationToken);
            return watch.Elapsed;
        }
    }

    private static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, string folder, string? input, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await using var kill = cancellationToken.Register(process.Kill);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.StandardInput.WriteAsync(new StringBuilder(input), CancellationToken.None);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} failed: {await errors}");
    }
}
