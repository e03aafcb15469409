// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OnceOnly.Evidence.Tests.Testing;
using OnceOnly.Testing.Caches;

namespace OnceOnly.Evidence.Tests.Caching;

/// <summary>Passwords and TLS. Whatever is refused is a Redis that is not there, which harms nobody.</summary>
public sealed class RedisAccessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onceonly-redis-");

    [Fact]
    public async Task a_password_comes_from_its_file()
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { Password = "open, sesame=1" }, World.Soon);
        await using var world = CachedWorlds.Instance(redis, ("PasswordFile", Write("password", "open, sesame=1\n")));
        await World.UntilAsync(() => CachedWorlds.AnswersAsync(world));
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData(null)]
    public async Task with_a_wrong_password_the_service_goes_on_and_follows_the_file(string? password)
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { Password = "open" }, World.Soon);
        (string, string)[] settings = password is null ? [] : [("PasswordFile", Write("password", password))];
        await using var worlds = new CachedWorlds(redis, settings);
        await worlds.ShouldServeWithoutRedisAsync();
        if (password is not null)
        {
            Write("password", "open");
            await World.UntilAsync(() => CachedWorlds.AnswersAsync(worlds.First));
        }
    }

    [Fact]
    public async Task tls_is_spoken_with_an_authority_that_is_trusted()
    {
        await using var redis = await StartTlsAsync("localhost", password: "open");
        await using var world = CachedWorlds.Instance(
            redis, ("Tls", "true"), ("TrustedAuthoritiesFile", In("ca.pem")), ("TlsHostName", "localhost"), ("PasswordFile", Write("password", "open")));
        await World.UntilAsync(() => CachedWorlds.AnswersAsync(world));
    }

    [Theory]
    [InlineData("another authority")]
    [InlineData("the machine's authorities")]
    [InlineData("another host")]
    [InlineData("no TLS")]
    public async Task a_server_that_is_not_trusted_is_not_used(string trouble)
    {
        await using var redis = await StartTlsAsync(trouble == "another host" ? "elsewhere.example" : "localhost", password: null);
        MakeAuthority("other").Dispose();
        (string, string)[] settings = trouble switch
        {
            "another authority" => [("Tls", "true"), ("TlsHostName", "localhost"), ("TrustedAuthoritiesFile", In("other.pem"))],
            "the machine's authorities" => [("Tls", "true"), ("TlsHostName", "localhost")],
            "another host" => [("Tls", "true"), ("TlsHostName", "localhost"), ("TrustedAuthoritiesFile", In("ca.pem"))],
            _ => [],
        };
        await using var worlds = new CachedWorlds(redis, settings);
        await worlds.ShouldServeWithoutRedisAsync();
        (await redis.RunAsync(World.Soon, "DBSIZE")).ShouldBe("0");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<RedisServer> StartTlsAsync(string host, string? password)
    {
        using var authority = MakeAuthority("ca");
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var certificate = request.Create(authority, new DateTimeOffset(authority.NotBefore), new DateTimeOffset(authority.NotAfter), [1, 2, 3]);
        var options = new RedisServerOptions
        {
            Password = password,
            Tls = (Write("server.pem", certificate.ExportCertificatePem()), Write("server.key", key.ExportPkcs8PrivateKeyPem())),
        };
        return await RedisServer.StartAsync(options, World.Soon);
    }

    private X509Certificate2 MakeAuthority(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        Write(name + ".pem", certificate.ExportCertificatePem());
        return certificate;
    }

    private string Write(string name, string content)
    {
        File.WriteAllText(In(name), content);
        return In(name);
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
