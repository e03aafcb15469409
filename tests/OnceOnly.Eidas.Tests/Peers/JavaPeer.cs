// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OnceOnly.Eidas.Tests.Peers;

/// <summary>tests/peers/java/SamlPeer.java, compiled for each use.</summary>
internal sealed class JavaPeer : IDisposable
{
    private const string Jars = "/usr/share/java/xmlsec.jar:/usr/share/java/commons-codec.jar:"
        + "/usr/share/java/slf4j-api.jar:/usr/share/java/slf4j-nop.jar";

    private readonly string folder = Directory.CreateTempSubdirectory("saml-peer-").FullName;
    private readonly List<string> jobs = [];

    public JavaPeer() => PeerProgram.SkipUnless(
        File.Exists("/usr/share/java/xmlsec.jar") && PeerProgram.IsHere("javac"),
        "A JDK and libxml-security-java are not installed.");

    public string Write(string name, string text)
    {
        var path = Output(name);
        File.WriteAllText(path, text);
        return path;
    }

    public string WriteCertificate(string name, X509Certificate2 certificate) => Write(name, certificate.ExportCertificatePem());

    public string WriteKey(string name, X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPrivateKey() ?? (AsymmetricAlgorithm)certificate.GetECDsaPrivateKey()!;
        return Write(name, key.ExportPkcs8PrivateKeyPem());
    }

    public string Output(string name) => Path.Combine(folder, name);

    public void Add(params string[] job) => jobs.Add(string.Join('\t', job));

    /// <summary>Runs all jobs in one JVM.</summary>
    public async Task RunAsync()
    {
        var source = Path.Combine(PeerProgram.Folder, "java", "SamlPeer.java");
        await PeerProgram.RunAsync("javac", null, folder, "-cp", Jars, "-d", folder, source);
        var file = Write("jobs.txt", string.Join('\n', jobs));
        await PeerProgram.RunAsync("java", null, folder, "-cp", folder + ":" + Jars, "SamlPeer", file);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
