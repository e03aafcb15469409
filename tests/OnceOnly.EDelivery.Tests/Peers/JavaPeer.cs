// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using OnceOnly.Testing.Programs;

namespace OnceOnly.EDelivery.Tests.Peers;

/// <summary>tests/peers/java/As4Peer.java, compiled for each use.</summary>
internal sealed class JavaPeer : IDisposable
{
    private const string Jars = "/usr/share/java/xmlsec.jar:/usr/share/java/commons-codec.jar:"
        + "/usr/share/java/slf4j-api.jar:/usr/share/java/slf4j-nop.jar";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string folder = Directory.CreateTempSubdirectory("as4-peer-").FullName;

    public JavaPeer() => Counterpart.Require(
        File.Exists("/usr/share/java/xmlsec.jar") && Counterpart.Find("javac") is not null, "a JDK and libxml-security-java");

    public string Path(string name) => System.IO.Path.Combine(folder, name);

    public string Write(string name, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(Path(name), content);
        return Path(name);
    }

    public string WriteCertificate(string name, X509Certificate2 certificate)
    {
        File.WriteAllText(Path(name), certificate.ExportCertificatePem());
        return Path(name);
    }

    public string WriteKey(string name, X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPrivateKey()!;
        File.WriteAllText(Path(name), key.ExportPkcs8PrivateKeyPem());
        return Path(name);
    }

    public async Task RunAsync(params string[] job)
    {
        using var limit = new CancellationTokenSource(Patience);
        var source = System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(ThisFile())!, "../../peers/java/As4Peer.java"));
        await ChildProcess.RunAsync("javac", ["-cp", Jars, "-d", folder, source], limit.Token);
        await File.WriteAllTextAsync(Path("jobs.txt"), string.Join('\t', job), limit.Token);
        await ChildProcess.RunAsync("java", ["-cp", folder + ":" + Jars, "As4Peer", Path("jobs.txt")], limit.Token);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
