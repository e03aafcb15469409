// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Globalization;

namespace OnceOnly.Registries.Tests.Mappings;

/// <summary>The real WireMock, from its npm package, on a port of this machine.</summary>
internal sealed class RealWireMock : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private RealWireMock(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Skips the test where WireMock or Java is missing; fails it when they must be there.</summary>
    public static async Task<RealWireMock> StartAsync(string root)
    {
        if (Jar() is not { } jar || Start(jar, root) is not { } process)
        {
            const string Missing = "needs java and `npm ci` in tests/peers/node";
            Assert.SkipUnless(string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.Ordinal), Missing);
            throw new InvalidOperationException(Missing);
        }

        using var late = new CancellationTokenSource(StartTime);
        while (await process.StandardOutput.ReadLineAsync(late.Token) is { } line)
        {
            // The last line of the list of settings comes when the port is open.
            if (line.StartsWith("port:", StringComparison.Ordinal))
            {
                var port = int.Parse(line["port:".Length..].Trim(), CultureInfo.InvariantCulture);
                Drain(process);
                return new RealWireMock(process, new Uri($"http://127.0.0.1:{port}"));
            }
        }

        throw new InvalidOperationException("WireMock ended: " + await process.StandardError.ReadToEndAsync(late.Token));
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>WireMock tells at length about requests it has no mapping for, and stops when nobody listens.</summary>
    private static void Drain(Process process)
    {
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    private static string? Jar()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var jar = Path.Combine(folder.FullName, "tests", "peers", "node", "node_modules", "wiremock", "build", "wiremock-standalone-3.13.2.jar");
            if (File.Exists(jar))
            {
                return jar;
            }
        }

        return null;
    }

    private static Process? Start(string jar, string root)
    {
        var start = new ProcessStartInfo("java") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = ["-Xmx512m", "-jar", jar, "--bind-address", "127.0.0.1", "--port", "0", "--root-dir", root, "--disable-banner", "--no-request-journal"];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
