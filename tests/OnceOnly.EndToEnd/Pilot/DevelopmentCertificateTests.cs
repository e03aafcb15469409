// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using OnceOnly.Cli;
using OnceOnly.Pilot.Certificates;

namespace OnceOnly.EndToEnd.Pilot;

public sealed class DevelopmentCertificateTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "onceonly-" + Guid.NewGuid().ToString("N"));

    [Fact]
    public async Task The_command_makes_them_and_a_second_run_leaves_them_alone()
    {
        var output = new StringWriter();
        (await RunAsync(output)).ShouldBe(0);
        output.ToString().ShouldContain(Path.Combine(_folder, "ca.pem"));
        var before = Read();

        (await RunAsync(new StringWriter())).ShouldBe(0);

        Read().ShouldBe(before, ignoreOrder: true);
        before.ShouldContainKey("aegina-services.jwks.json");
    }

    [Fact]
    public async Task Keys_can_be_read_by_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        await RunAsync(new StringWriter());

        foreach (var key in Directory.GetFiles(_folder, "*-key.pem"))
        {
            File.GetUnixFileMode(key).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, key);
        }
    }

    [Fact]
    public async Task Certificates_about_to_expire_are_replaced()
    {
        await RunAsync(new StringWriter());
        var before = Read();

        await DevelopmentCertificateFolder.OpenAsync(_folder, new ShiftedTime(TimeSpan.FromDays(360)), TestContext.Current.CancellationToken);

        Read().ShouldNotContain(before.Single(file => file.Key == "gateway-tls.pem"));
    }

    [Fact]
    public async Task A_client_that_trusts_the_authority_talks_to_the_named_host_and_to_no_other()
    {
        var certificates = await DevelopmentCertificateFolder.OpenAsync(_folder, TimeProvider.System, TestContext.Current.CancellationToken);

        await HandshakeAsync(certificates, certificates.NodeTls, "127.0.0.1");
        await HandshakeAsync(certificates, certificates.EServicesTls, "::1");
        await Should.ThrowAsync<AuthenticationException>(() => HandshakeAsync(certificates, certificates.GatewayTls, "127.0.0.1"));
        await Should.ThrowAsync<AuthenticationException>(() => HandshakeAsync(certificates, certificates.GatewaySamlEc, "localhost"));
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private Task<int> RunAsync(StringWriter output) => CommandLine.RunAsync(
        ["certs", "dev", "--folder", _folder], output, output, TimeProvider.System, TestContext.Current.CancellationToken);

    private Dictionary<string, string> Read() => Directory.GetFiles(_folder)
        .ToDictionary(path => Path.GetFileName(path), File.ReadAllText, StringComparer.Ordinal);

    private static async Task HandshakeAsync(DevelopmentCertificates certificates, CertificateFile server, string host)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var outgoing = new TcpClient();
        await outgoing.ConnectAsync((IPEndPoint)listener.LocalEndpoint, cancellation);
        using var incoming = await listener.AcceptTcpClientAsync(cancellation);
        await using var serverSide = new SslStream(incoming.GetStream());
        await using var clientSide = new SslStream(outgoing.GetStream());
        using var certificate = server.Load();
        var served = serverSide.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancellation);
        try
        {
            using var handler = DevelopmentTrust.CreateHandler(certificates);
            var options = handler.SslOptions;
            options.TargetHost = host;
            await clientSide.AuthenticateAsClientAsync(options, cancellation);
            await served;
        }
        catch (AuthenticationException)
        {
            // Whether the server noticed before it was done is a matter of timing.
            outgoing.Close();
            await Record.ExceptionAsync(() => served);
            throw;
        }
    }

    private sealed class ShiftedTime(TimeSpan shift) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
    }
}
