// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using OnceOnly.EndToEnd.Architecture;

namespace OnceOnly.EndToEnd.Pilot;

/// <summary>A program of <c>samples/</c>, ended with the test at the latest.</summary>
internal sealed class SampleProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string Root = SolutionFolder.Root;

    private readonly Process _process;
    private readonly Task<string> _errors;

    private SampleProgram(string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Runs a copy beside the packages that <c>tests/peers/node</c> has locked, which are those of the sample.</summary>
    public static Task<SampleProgram> NodeAsync(string folder, Dictionary<string, string> environment)
    {
        var packages = Path.Combine(Root, "tests", "peers", "node", "node_modules");
        Require(Directory.Exists(Path.Combine(packages, "openid-client")), "npm packages; run 'npm ci' in tests/peers/node");
        Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), packages);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "samples", "node"), "*.mjs"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        environment["PROTO"] = Path.Combine(Root, "schemas", "onceonly", "evidence", "v1", "evidence.proto");
        return Task.FromResult(new SampleProgram("node", [Path.Combine(folder, "fetch-evidence.mjs")], folder, environment));
    }

    /// <summary>Runs it with Debian's own Python, after making the stubs as its README says.</summary>
    public static async Task<SampleProgram> PythonAsync(string folder, Dictionary<string, string> environment)
    {
        const string Plugin = "/usr/bin/grpc_python_plugin";
        foreach (var package in new[] { "grpc", "jwt", "requests", "cryptography" })
        {
            Require(Directory.Exists("/usr/lib/python3/dist-packages/" + package), $"Debian's Python package {package}");
        }

        Require(File.Exists(Plugin), "Debian package protobuf-compiler-grpc");
        var schemas = Path.Combine(Root, "schemas");
        string[] arguments =
        [
            "-I", schemas, "-I", WellKnownTypes(), "--python_out=" + folder, "--grpc_python_out=" + folder, "--plugin=protoc-gen-grpc_python=" + Plugin,
            Path.Combine(schemas, "onceonly", "evidence", "v1", "evidence.proto"),
        ];
        await using (var protoc = new SampleProgram("/usr/bin/protoc", arguments, folder, environment))
        {
            await protoc.ShouldHaveEndedWellAsync();
        }

        environment["PYTHONPATH"] = folder;
        environment["PYTHONDONTWRITEBYTECODE"] = "1";
        environment["PYTHONUNBUFFERED"] = "1";
        return new SampleProgram("/usr/bin/python3", [Path.Combine(Root, "samples", "python", "fetch_evidence.py")], folder, environment);
    }

    public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);

    public async Task ShouldHaveEndedWellAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.ExitCode.ShouldBe(0, await _errors);
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

    /// <summary>Google's own protocol buffers; Debian has them in a package of its own, the build in a package it has restored.</summary>
    private static string WellKnownTypes()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return Directory.EnumerateDirectories(Path.Combine(packages, "grpc.tools"))
            .Select(version => Path.Combine(version, "build", "native", "include"))
            .Last(Directory.Exists);
    }

    private static void Require(bool isThere, string what)
    {
        if (isThere)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"Missing: {what}.");
        }

        Assert.Skip($"Missing: {what}.");
    }
}
