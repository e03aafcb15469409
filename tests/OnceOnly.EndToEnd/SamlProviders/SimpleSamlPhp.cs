// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using OnceOnly.Pilot.Certificates;
using OnceOnly.Testing.Programs;

namespace OnceOnly.EndToEnd.SamlProviders;

/// <summary>
/// SimpleSAMLphp as the identity provider of a country that keeps to its own ways: RSA PKCS#1 with 2048 bits, assertions in
/// clear text, names and levels of its own, metadata without an end. Configured by <c>tests/peers/php</c>.
/// </summary>
internal sealed class SimpleSamlPhp : IAsyncDisposable
{
    private const string Program = "/usr/share/simplesamlphp/www";
    private const int KeySize = 2048;

    private readonly DirectoryInfo _scratch;
    private readonly ChildProcess _php;
    private readonly WebApplication _front;

    private SimpleSamlPhp(Uri origin, DirectoryInfo scratch, ChildProcess php, WebApplication front)
    {
        Origin = origin;
        _scratch = scratch;
        _php = php;
        _front = front;
    }

    public Uri Origin { get; }

    public Uri Metadata => new(Origin, "/saml2/idp/metadata.php");

    /// <summary>Certificate of the key with which it signs answers and metadata.</summary>
    public string CertificateFile => Path.Combine(_scratch.FullName, "idp.pem");

    /// <summary>What it has logged.</summary>
    public string Log => _php.Output;

    private static string Configuration => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../peers/php"));

    /// <summary>Starts it, or skips the test where it is not installed.</summary>
    /// <param name="gateway">Origin of the gateway whose citizens it logs in.</param>
    /// <param name="gatewayCertificate">Certificate of the key that signs the gateway's requests.</param>
    /// <param name="tls">For its own origin.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SimpleSamlPhp> StartAsync(
        Uri gateway, X509Certificate2 gatewayCertificate, CertificateFile tls, CancellationToken cancellationToken)
    {
        var php = Counterpart.Find("php");
        Counterpart.Require(php is not null && Directory.Exists(Program), "SimpleSAMLphp (simplesamlphp, php-cli)");
        var (port, behind) = (FreePort.Find(), FreePort.Find());
        var origin = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{port}"));
        var scratch = Directory.CreateTempSubdirectory("onceonly-idp-");
        await MakeKeyAsync(scratch.FullName, cancellationToken);
        var server = ChildProcess.Start(
            php!,
            ["-d", "display_errors=0", "-S", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{behind}"), "-t", Program, Path.Combine(Configuration, "behind-tls.php")],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["SIMPLESAMLPHP_CONFIG_DIR"] = Configuration,
                ["IDP_ORIGIN"] = origin.GetLeftPart(UriPartial.Authority),
                ["IDP_KEYS"] = scratch.FullName,
                ["IDP_SCRATCH"] = scratch.FullName,
                ["GATEWAY_ORIGIN"] = gateway.GetLeftPart(UriPartial.Authority),
                ["GATEWAY_CERTIFICATE"] = Convert.ToBase64String(gatewayCertificate.RawData),
            });
        await server.WaitUntilAsync(() => ListensAsync(behind, cancellationToken), cancellationToken);
        var front = await TlsFront.StartAsync(
            port, tls, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{behind}")), cancellationToken);
        return new SimpleSamlPhp(origin, scratch, server, front);
    }

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        await _php.DisposeAsync();
        _scratch.Delete(recursive: true);
    }

    private static async Task MakeKeyAsync(string folder, CancellationToken cancellationToken)
    {
        using var key = RSA.Create(KeySize);
        var request = new CertificateRequest("CN=National identity provider", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        await File.WriteAllTextAsync(Path.Combine(folder, "idp.pem"), certificate.ExportCertificatePem(), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "idp-key.pem"), key.ExportPkcs8PrivateKeyPem(), cancellationToken);
    }

    private static async Task<bool> ListensAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync("127.0.0.1", port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
