// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Saml;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.EidMethods;
using OnceOnly.Identity.EidMethods.EidasSaml;
using OnceOnly.Identity.Logins;
using OnceOnly.Identity.State;
using OnceOnly.Identity.Tests.Harness;
using OnceOnly.Storage;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>The eIDAS plug-in with one node, whose metadata lie in a file, and with log-ins that are only written down.</summary>
internal sealed class SamlHost : IAsyncDisposable
{
    public const string NodeEntityId = "https://node.example.es/metadata";

    private static readonly X509Certificate2 NodeKey = Rsa("node");
    private static readonly X509Certificate2 OurKey = Rsa("gateway");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onceonly-saml-");
    private WebApplication? _app;

    public ManualClock Clock { get; } = new();

    public RecordedLogins Logins { get; } = new();

    public RecordedLog Log { get; } = new();

    /// <summary>File of the certificate that signs the node's metadata.</summary>
    public string NodeCertificateFile => Path.Combine(_folder.FullName, "node.pem");

    /// <summary>File of the node's metadata.</summary>
    public string NodeMetadataFile => Path.Combine(_folder.FullName, "node.xml");

    /// <summary>Signs the node's metadata when its signing key does not.</summary>
    public SigningKey? MetadataKey { get; set; }

    public Uri Address => new(_app!.Urls.Single());

    public IServiceProvider Services => _app!.Services;

    public IEidMethod Method => _app!.Services.GetServices<IEidMethod>().Single();

    /// <summary>Whether the host is being stopped, by itself or by a test.</summary>
    public bool IsStopping => _app!.Lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>What the node is; its country is what it says in its metadata.</summary>
    public EidasNode Node { get; set; } = new()
    {
        EntityId = NodeEntityId,
        SingleSignOnService = "https://node.example.es/sso",
        SigningKey = new SigningKey(NodeKey),
        Country = "ES",
        AssuranceLevels = ["http://eidas.europa.eu/LoA/high"],
    };

    /// <summary>Stands between the gateway and its state, as other instances do.</summary>
    public Func<IProtocolStore, IProtocolStore>? Store { get; set; }

    /// <summary>Takes the place of keys from files.</summary>
    public ISamlKeys? Keys { get; init; }

    /// <summary>A running host whose node has published its metadata for an hour.</summary>
    public static async Task<SamlHost> WithNodeAsync(params (string Key, string Value)[] settings)
    {
        var host = new SamlHost();
        host.Publish(TimeSpan.FromHours(1));
        await host.StartAsync(settings);
        return host;
    }

    public async Task StartAsync(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Log);
        const string connector = "Identity:EidasSaml:Connectors:ES";
        builder.Configuration.AddInMemoryCollection(TestClient.Configuration).AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Storage:Sqlite:Folder"] = Path.Combine(_folder.FullName, "db"),
            ["Identity:Issuer"] = "https://gateway.example.gr",
            ["Identity:MutualTlsBaseUri"] = "https://mtls.gateway.example.gr",
            ["Identity:EidasSaml:Country"] = "EL",
            ["Identity:EidasSaml:SigningKey:CertificateFile"] = Write("our.pem", OurKey.ExportCertificatePem()),
            ["Identity:EidasSaml:SigningKey:KeyFile"] = Write("our.key", OurKey.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem()),
            ["Identity:EidasSaml:EncryptionKey:CertificateFile"] = Write("our.pem", OurKey.ExportCertificatePem()),
            ["Identity:EidasSaml:EncryptionKey:KeyFile"] = Write("our.key", OurKey.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem()),
            [$"{connector}:Country"] = "ES",
            [$"{connector}:EntityId"] = NodeEntityId,
            [$"{connector}:LegalPersonName"] = "For a company",
            [$"{connector}:MetadataFile"] = NodeMetadataFile,
            [$"{connector}:MetadataCertificateFiles:0"] = Write("node.pem", NodeKey.ExportCertificatePem()),
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddOnceOnlyState(builder.Configuration.GetSection("Storage"));
        builder.Services.AddOnceOnlyIdentity(builder.Configuration.GetSection("Identity"));
        if (Store is not null)
        {
            var store = builder.Services.Single(service => service.ServiceType == typeof(IProtocolStore)).ImplementationType!;
            builder.Services.AddSingleton(provider => Store((IProtocolStore)ActivatorUtilities.CreateInstance(provider, store)));
        }

        if (Keys is not null)
        {
            builder.Services.AddSingleton(Keys);
        }

        builder.Services.AddEidasSaml(builder.Configuration.GetSection(EidasSamlOptions.Section));
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton<ILogins>(Logins);
        _app = builder.Build();
        Method.MapEndpoints(_app);
        await _app.StartAsync();
    }

    /// <summary>Another process with the same files and settings.</summary>
    public async Task RestartAsync(params (string Key, string Value)[] settings)
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await StartAsync(settings);
    }

    /// <summary>Writes the node's metadata, valid for a time.</summary>
    /// <param name="validity">From now on.</param>
    /// <param name="statesIt">Whether they say so.</param>
    public void Publish(TimeSpan validity, bool statesIt = true)
    {
        var document = XmlOutput.ToDocument(XElement.Parse(System.Text.Encoding.UTF8.GetString(
            NodeMetadataDocument.Create(Node, contacts: null, Clock.GetUtcNow(), validity))));
        var root = document.DocumentElement!;
        root.RemoveChild(root.GetElementsByTagName("Signature", "http://www.w3.org/2000/09/xmldsig#")[0]!);
        if (!statesIt)
        {
            root.RemoveAttribute("validUntil");
        }

        if (AlsoRedirect is not null)
        {
            var post = (System.Xml.XmlElement)root.GetElementsByTagName("SingleSignOnService", SamlNames.Metadata)[0]!;
            var redirect = (System.Xml.XmlElement)post.ParentNode!.InsertAfter(post.CloneNode(deep: true), post)!;
            redirect.SetAttribute("Binding", SamlNames.HttpRedirect);
            redirect.SetAttribute("Location", AlsoRedirect);
        }

        EnvelopedSigner.Sign(root, "ID", MetadataKey ?? Node.SigningKey);
        File.WriteAllBytes(NodeMetadataFile, XmlOutput.ToBytes(document));
    }

    // A national connector takes requests that our node, which is an eIDAS one, would not.
    private ReceivedAuthnRequest Read(byte[] message, ServiceProviderMetadata us, DateTimeOffset now)
    {
        if (AuthnRequestReader.TryRead(message, us, Node.SingleSignOnService, now, out var request, out var fault))
        {
            return request;
        }

        fault.ShouldBe(AuthnRequestFault.RequestedAuthnContext);
        return new ReceivedAuthnRequest
        {
            Id = XElement.Parse(System.Text.Encoding.UTF8.GetString(message)).Attribute("ID")!.Value,
            ServiceProvider = us,
            AssertionConsumerService = us.AssertionConsumerServices[0],
            Demand = AuthnContextDemand.Minimum(AssuranceLevel.Low),
            Attributes = RequestedAttribute.NaturalPerson,
            SpType = OnceOnly.Eidas.SpType.Public,
            NameIdFormat = NameIdFormat.Unspecified,
        };
    }

    /// <summary>What an EncryptedAssertion for us holds.</summary>
    public static string Decrypt(XElement encrypted)
    {
        using var rsa = OurKey.GetRSAPrivateKey()!;
        var values = encrypted.Descendants().Where(element => element.Name.LocalName == "CipherValue")
            .Select(element => Convert.FromBase64String(element.Value)).ToList();
        using var aes = new AesGcm(rsa.Decrypt(values[0], RSAEncryptionPadding.OaepSHA256), 16);
        var opened = new byte[values[1].Length - 28];
        aes.Decrypt(values[1].AsSpan(0, 12), values[1].AsSpan(12, opened.Length), values[1].AsSpan(12 + opened.Length), opened);
        return System.Text.Encoding.UTF8.GetString(opened);
    }

    public Task<EidDeparture?> DepartAsync(string option = "ES") =>
        Method.StartAsync(new EidRequest("login", option, LevelOfAssurance.Low), TestContext.Current.CancellationToken);

    /// <summary>Another endpoint in the node's metadata, for redirects.</summary>
    public string? AlsoRedirect { get; init; }

    public static X509Certificate2 OurCertificate => OurKey;

    /// <summary>Has the node answer a departure, and the browser bring the answer.</summary>
    public Task AnswerAsync(EidDeparture departure, Authentication authentication) =>
        AnswerAsync(departure, request => IssuedResponse.Success(Node, request, authentication, Clock.GetUtcNow()).Xml.ToArray());

    /// <summary>The same with an answer that a test composes.</summary>
    public async Task AnswerAsync(EidDeparture departure, Func<ReceivedAuthnRequest, byte[]> compose)
    {
        using var http = new HttpClient { BaseAddress = new Uri(_app!.Urls.Single()) };
        var now = Clock.GetUtcNow();
        var us = await UsAsync();
        PostForm.TryDecode(departure.FormFields![PostForm.RequestField], out var message).ShouldBeTrue();
        var fields = PostForm.Fields(PostForm.ResponseField, compose(Read(message!, us, now)), departure.FormFields![PostForm.RelayStateField]);
        (await http.PostAsync("/eid/eidas/acs", new FormUrlEncodedContent(fields))).IsSuccessStatusCode.ShouldBeTrue();
    }

    /// <summary>Who we are to nodes that have fetched our metadata.</summary>
    public async Task<ServiceProviderMetadata> UsAsync()
    {
        var ours = await MetadataAsync(TestContext.Current.CancellationToken);
        ServiceProviderMetadata.TryRead(ours, MetadataTrust.Pinned([OurKey]), Clock.GetUtcNow(), out var us, out _).ShouldBeTrue();
        return us!;
    }

    /// <summary>Our own metadata, as nodes fetch them.</summary>
    public async Task<byte[]> MetadataAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = new Uri(_app!.Urls.Single()) };
        return await http.GetByteArrayAsync("/eid/eidas/metadata", cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Delete(recursive: true);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <param name="name">Of its subject.</param>
    /// <param name="days">From now until it ends.</param>
    public static X509Certificate2 Rsa(string name, int days = 60)
    {
        using var key = RSA.Create(3072);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(days));
    }
}
