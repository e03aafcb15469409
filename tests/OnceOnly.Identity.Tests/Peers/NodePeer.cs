// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using OnceOnly.Identity.Tests.Harness;

namespace OnceOnly.Identity.Tests.Peers;

/// <summary>Runs a script of <c>tests/peers/node</c>.</summary>
internal static class NodePeer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static string Folder => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../peers/node"));

    public static async Task<JsonObject> RunAsync(string script, JsonObject input, string package)
    {
        SkipWithout(package);
        var authority = Path.GetTempFileName();
        await File.WriteAllTextAsync(authority, IdentityHost.ServerCertificate.ExportCertificatePem());
        var start = new ProcessStartInfo("node", [script])
        {
            UseShellExecute = false,
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NODE_EXTRA_CA_CERTS"] = authority },
        };
        try
        {
            using var process = Process.Start(start)!;
            using var patience = new CancellationTokenSource(Patience);
            await using var kill = patience.Token.Register(() => process.Kill(entireProcessTree: true));
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            await process.StandardInput.WriteAsync(input.ToJsonString());
            process.StandardInput.Close();
            await process.WaitForExitAsync(CancellationToken.None);
            process.ExitCode.ShouldBe(0, await errors);
            return JsonNode.Parse(await output)!.AsObject();
        }
        finally
        {
            File.Delete(authority);
        }
    }

    public static void SkipWithout(string package)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", package)))
        {
            var reason = $"npm package {package} is not installed; run 'npm ci' in tests/peers/node.";
            (Environment.GetEnvironmentVariable("CI") == "true").ShouldBeFalse(reason);
            Assert.Skip(reason);
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
