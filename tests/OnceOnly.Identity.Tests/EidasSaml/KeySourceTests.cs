// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Identity.EidMethods.EidasSaml;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>Where our SAML keys come from: PEM, PKCS#12, or something the host plugs in.</summary>
public sealed class KeySourceTests : IDisposable
{
    private const string Section = EidasSamlOptions.Section;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onceonly-keys-");

    [Theory]
    [InlineData("geheim")]
    [InlineData(null)]
    public async Task a_key_may_come_as_PKCS12(string? password)
    {
        using var certificate = SamlHost.Rsa("from-pkcs12");
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromDays(1));
        await host.StartAsync(
        [
            ($"{Section}:MetadataKey:Pkcs12File", Write("key.p12", certificate.Export(X509ContentType.Pkcs12, password))),
            .. password is null ? [] : new[] { ($"{Section}:MetadataKey:Pkcs12PasswordFile", Write("password", System.Text.Encoding.UTF8.GetBytes(password + "\n"))) },
        ]);

        (await MetadataAsync(host, certificate)).ShouldNotBeNull();
    }

    [Fact]
    public async Task a_wrong_password_stops_the_start_and_names_the_key()
    {
        using var certificate = SamlHost.Rsa("from-pkcs12");
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromDays(1));

        var failure = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(
            ($"{Section}:MetadataKey:Pkcs12File", Write("key.p12", certificate.Export(X509ContentType.Pkcs12, "geheim"))),
            ($"{Section}:MetadataKey:Pkcs12PasswordFile", Write("password", "falsch"u8.ToArray()))));

        failure.Message.ShouldContain($"{Section}:MetadataKey");
        failure.Message.ShouldNotContain("falsch");
    }

    [Theory]
    [InlineData("Pkcs12File", "also.p12")]
    [InlineData("Pkcs12PasswordFile", "password")]
    public async Task two_forms_of_one_key_stop_the_start(string name, string value)
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromDays(1));

        var failure = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(($"{Section}:SigningKey:{name}", value)));

        failure.Message.ShouldContain($"{Section}:SigningKey needs a CertificateFile and a KeyFile, or a Pkcs12File");
    }

    [Fact]
    public async Task the_next_signing_key_is_published_before_it_signs()
    {
        using var next = SamlHost.Rsa("next");
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromDays(1));
        await host.StartAsync(($"{Section}:NextSigningCertificateFile", Write("next.pem", System.Text.Encoding.ASCII.GetBytes(next.ExportCertificatePem()))));

        var metadata = (await MetadataAsync(host, SamlHost.OurCertificate)).ShouldNotBeNull();

        metadata.SigningKeys.Count.ShouldBe(2);
    }

    [Fact]
    public async Task the_host_may_plug_in_keys_that_lie_in_no_file()
    {
        using var token = SamlHost.Rsa("token");
        await using var host = new SamlHost { Keys = new Token(token) };
        host.Publish(TimeSpan.FromDays(1));
        await host.StartAsync(($"{Section}:SigningKey:CertificateFile", "/nowhere"));

        (await MetadataAsync(host, token)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(nameof(ISamlKeys.Signing))]
    [InlineData(nameof(ISamlKeys.NextSigning))]
    [InlineData(nameof(ISamlKeys.Metadata))]
    [InlineData(nameof(ISamlKeys.Decryption))]
    public async Task keys_that_the_host_plugs_in_are_held_to_what_nodes_take(string use)
    {
        using var good = SamlHost.Rsa("good");
        using var weak = OwnKeyStrengthTests.Rsa(2048);
        X509Certificate2 For(string one) => one == use ? weak : good;
        await using var host = new SamlHost
        {
            Keys = new Token(For(nameof(ISamlKeys.Signing)))
            {
                NextSigning = For(nameof(ISamlKeys.NextSigning)),
                Metadata = For(nameof(ISamlKeys.Metadata)),
                Decryption = [good, For(nameof(ISamlKeys.Decryption))],
            },
        };
        host.Publish(TimeSpan.FromDays(1));

        (await Should.ThrowAsync<ArgumentException>(() => host.StartAsync())).Message.ShouldContain("The key of CN=rsa is an RSA key of less than 3072 bits.");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<ServiceProviderMetadata?> MetadataAsync(SamlHost host, X509Certificate2 pinned)
    {
        var bytes = await host.MetadataAsync(Cancel);
        return ServiceProviderMetadata.TryRead(bytes, MetadataTrust.Pinned([pinned]), host.Clock.GetUtcNow(), out var metadata, out _) ? metadata : null;
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private sealed class Token(X509Certificate2 certificate) : ISamlKeys
    {
        public X509Certificate2 Signing { get; } = certificate;

        public X509Certificate2? NextSigning { get; init; }

        public X509Certificate2 Metadata { get; init; } = certificate;

        public IReadOnlyList<X509Certificate2> Decryption { get; init; } = [certificate];
    }
}
