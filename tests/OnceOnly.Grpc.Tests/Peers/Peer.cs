// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace OnceOnly.Grpc.Tests.Peers;

/// <summary>A foreign program of <c>tests/peers</c>, ended with the test at the latest.</summary>
public sealed class Peer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../peers"));

    private readonly Process _process;
    private readonly Task<string> _errors;

    private Peer(string program, string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public static string ProtoFile => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../Protos/interop.proto"));

    /// <summary>Skips the test when grpc-js is not installed.</summary>
    public static Peer Node(string script, params string[] arguments)
    {
        Require(Directory.Exists(Path.Combine(Folder, "node/node_modules/@grpc/grpc-js")), "npm package @grpc/grpc-js; run 'npm ci' in tests/peers/node");
        return new Peer("node", [Path.Combine(Folder, "node", script), .. arguments]);
    }

    /// <summary>Debian's own Python, the one that Debian's grpcio is for.</summary>
    public static Peer Python(string script, params string[] arguments)
    {
        Require(Directory.Exists("/usr/lib/python3/dist-packages/grpc"), "Debian package python3-grpcio");
        return new Peer("/usr/bin/python3", [Path.Combine(Folder, "python", script), .. arguments]);
    }

    /// <summary>Makes Python stubs of the interop service with Debian's protoc.</summary>
    public static async Task MakePythonStubsAsync(string folder)
    {
        const string Plugin = "/usr/bin/grpc_python_plugin";
        Require(File.Exists(Plugin), "Debian package protobuf-compiler-grpc");
        await using var protoc = new Peer(
            "/usr/bin/protoc",
            ["-I", Path.GetDirectoryName(ProtoFile)!, $"--python_out={folder}", $"--grpc_python_out={folder}", $"--plugin=protoc-gen-grpc_python={Plugin}", ProtoFile]);
        await protoc.ReadAllAsync();
    }

    public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);

    /// <summary>Everything it prints, once it has ended well.</summary>
    public async Task<string> ReadAllAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.ExitCode.ShouldBe(0, await _errors);
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static void Require(bool present, string what)
    {
        if (!present)
        {
            (Environment.GetEnvironmentVariable("CI") == "true").ShouldBeFalse($"Missing: {what}.");
            Assert.Skip($"Missing: {what}.");
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
