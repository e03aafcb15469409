// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>Configured files of certificates: all in them count, and what is wrong with them later ends nothing.</summary>
public sealed class CertificateFileTests
{
    private const string Damaged = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    private const string Garbled = "-----BEGIN CERTIFICATE-----\n%\n-----END CERTIFICATE-----\n";
    private const string Connectors = "Identity:EidasSaml:Connectors";

    private static readonly X509Certificate2 Other = SamlHost.Rsa("other");

    [Fact]
    public async Task every_certificate_of_a_pinned_file_counts()
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromHours(1));
        await host.StartAsync();
        await File.WriteAllTextAsync(
            host.NodeCertificateFile + "s", Other.ExportCertificatePem() + "\n" + await File.ReadAllTextAsync(host.NodeCertificateFile, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await host.RestartAsync((Connectors + ":ES:MetadataCertificateFiles:0", host.NodeCertificateFile + "s"));

        (await host.DepartAsync()).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(Damaged)]
    [InlineData(Garbled)]
    public async Task a_pinned_file_with_a_damaged_certificate_is_named_at_start(string block)
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromHours(1));
        await host.StartAsync();
        var bundle = host.NodeCertificateFile + "s";
        await File.WriteAllTextAsync(bundle, Other.ExportCertificatePem() + "\n" + block, TestContext.Current.CancellationToken);

        (await Should.ThrowAsync<OptionsValidationException>(() => host.RestartAsync(
            (Connectors + ":ES:MetadataCertificateFiles:0", bundle))))
            .Message.ShouldContain(Connectors + ":ES:MetadataCertificateFiles names a file that holds no certificate, or one that cannot be read.");
    }

    [Theory]
    [InlineData(Damaged)]
    [InlineData(Garbled)]
    [InlineData("")]
    public async Task authorities_that_are_damaged_while_the_gateway_runs_are_a_fault_of_one_attempt(string content)
    {
        var authorities = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(authorities, Other.ExportCertificatePem(), TestContext.Current.CancellationToken);
            await using var host = new SamlHost();
            host.Publish(TimeSpan.FromHours(1));
            await host.StartAsync(
                (Connectors + ":AT:Country", "AT"),
                (Connectors + ":AT:MetadataUrl", "https://127.0.0.1:1/metadata"),
                (Connectors + ":AT:MetadataCertificateFiles:0", host.NodeCertificateFile),
                (Connectors + ":AT:TrustedAuthoritiesFile", authorities));
            await host.Log.WaitForAsync("connector AT");

            await File.WriteAllTextAsync(authorities, content, TestContext.Current.CancellationToken);
            host.Clock.Advance(TimeSpan.FromMinutes(2));
            await host.Log.WaitForAsync(authorities + " holds no certificate, or one that cannot be read");

            (await host.DepartAsync("AT")).ShouldBeNull();
            (await host.DepartAsync()).ShouldNotBeNull("the other node is well");
            host.IsStopping.ShouldBeFalse();
        }
        finally
        {
            File.Delete(authorities);
        }
    }
}
