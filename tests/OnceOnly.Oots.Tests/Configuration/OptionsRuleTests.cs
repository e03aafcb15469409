// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.Providing;
using OnceOnly.Oots.Requesting;
using OnceOnly.Oots.Tests.Providing;

namespace OnceOnly.Oots.Tests.Configuration;

/// <summary>Each rule of the section <c>Oots</c>: a configuration that breaks only it is refused with its key, and with nothing else.</summary>
public sealed class OptionsRuleTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onceonly-options-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_sound_section_is_taken()
    {
        Asking().ShouldBeEmpty();
        Requesting().ShouldBeEmpty();
        (await ProvidingAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Country", "GR", "Oots:Country must be")]
    [InlineData("Country", "el", "Oots:Country must be")]
    [InlineData("CodeLists", "/nowhere", "Oots:CodeLists must be")]
    [InlineData("CommonServices:EvidenceBroker", "http://cs.example/eb/", "Oots:CommonServices:EvidenceBroker must be")]
    [InlineData("CommonServices:EvidenceBroker", "https://cs.example/eb", "Oots:CommonServices:EvidenceBroker must be")]
    [InlineData("CommonServices:EvidenceBroker", null, "Oots:CommonServices:EvidenceBroker must be")]
    [InlineData("CommonServices:DataServiceDirectory", "https://cs.example/dsd/?a=b", "Oots:CommonServices:DataServiceDirectory must be")]
    [InlineData("CommonServices:RootsFile", "/nowhere.pem", "Oots:CommonServices:RootsFile must be")]
    [InlineData("CommonServices:TrustedAuthoritiesFile", "/nowhere.pem", "Oots:CommonServices:TrustedAuthoritiesFile must be")]
    [InlineData("CommonServices:Timeout", "00:00:00", "Oots:CommonServices:Timeout must be")]
    [InlineData("CommonServices:Timeout", "00:01:01", "Oots:CommonServices:Timeout must be")]
    [InlineData("CommonServices:Answers:Lifetime", "00:00:00", "Oots:CommonServices:Answers:Lifetime must be")]
    [InlineData("CommonServices:Answers:LongestLifetime", "00:00:01", "Oots:CommonServices:Answers:Lifetime must be")]
    [InlineData("CommonServices:Answers:ServeStaleFor", "-00:00:01", "Oots:CommonServices:Answers:ServeStaleFor must not")]
    [InlineData("CommonServices:Answers:MaxAnswers", "0", "Oots:CommonServices:Answers:MaxAnswers must be")]
    [InlineData("CommonServices:Answers:MaxAnswers", "100001", "Oots:CommonServices:Answers:MaxAnswers must be")]
    public void Who_asks_the_common_services(string key, string? value, string problem) => Asking((key, value)).ShouldHaveSingleItem().ShouldStartWith(problem);

    [Theory]
    [InlineData("Requesters:north:Identifier", "", "Oots:Requesting:Requesters:north:Identifier is missing")]
    [InlineData("Requesters:north:Scheme", "urn:example", "Oots:Requesting:Requesters:north:Scheme must begin")]
    [InlineData("Requesters:north:Names:sv", null, "Oots:Requesting:Requesters:north:Names must hold")]
    [InlineData("Requesters:north:Names:xx", "Norra", "Oots:Requesting:Requesters:north:Names must hold")]
    [InlineData("Requesters:north:Names:sv", "N", "Oots:Requesting:Requesters:north:Names must hold")]
    [InlineData("Platform:Identifier", null, "Oots:Requesting:Platform:Identifier is missing")]
    [InlineData("PreviewOrigins:0:Provider", null, "Oots:Requesting:PreviewOrigins:0:Provider is missing")]
    [InlineData("PreviewOrigins:0:Origins:0", null, "Oots:Requesting:PreviewOrigins:0:Origins must be")]
    [InlineData("PreviewOrigins:0:Origins:0", "http://preview.example", "Oots:Requesting:PreviewOrigins:0:Origins must be")]
    [InlineData("PreviewOrigins:0:Origins:0", "https://preview.example/path", "Oots:Requesting:PreviewOrigins:0:Origins must be")]
    [InlineData("AssociatedDocuments:0", "annex", "Oots:Requesting:AssociatedDocuments may name")]
    [InlineData("WithoutPreview:0:Procedure", "T3", "Oots:Requesting:WithoutPreview:0 needs")]
    [InlineData("RekeyingCountries:0", "at", "Oots:Requesting:RekeyingCountries must be")]
    [InlineData("FirstRoundTrip", "00:00:00", "Oots:Requesting:FirstRoundTrip, FollowLink and Decide must")]
    [InlineData("FollowLink", "04:00:01", "Oots:Requesting:FirstRoundTrip, FollowLink and Decide must")]
    [InlineData("Decide", "-00:00:01", "Oots:Requesting:FirstRoundTrip, FollowLink and Decide must")]
    public void Who_asks_other_Member_States(string key, string? value, string problem) => Requesting((key, value)).ShouldHaveSingleItem().ShouldStartWith(problem);

    [Fact]
    public void Who_asks_names_an_authority() =>
        Requesting(("Requesters", null)).ShouldHaveSingleItem().ShouldStartWith("Oots:Requesting:Requesters is empty");

    [Fact]
    public void Who_asks_has_an_access_point() =>
        Requesting(hasAccessPoint: false).ShouldHaveSingleItem().ShouldStartWith("Oots:Requesting needs an access point");

    [Theory]
    [InlineData("Country", "GR", "Oots:Providing:Country must be")]
    [InlineData("PreviewAddress", "http://gateway.example.gr/preview-space/", "Oots:Providing:PreviewAddress must be")]
    [InlineData("FirstRoundTrip", "00:00:00", "Oots:Providing:FirstRoundTrip, FollowLink and Decide must")]
    [InlineData("FollowLink", "00:00:00", "Oots:Providing:FirstRoundTrip, FollowLink and Decide must")]
    [InlineData("Decide", "-00:00:01", "Oots:Providing:FirstRoundTrip, FollowLink and Decide must")]
    [InlineData("Requesters:0:Country", "SE", "Oots:Providing:Requesters:N:Country is not read any more: name the country in EDelivery:Partners:P:Countries")]
    [InlineData("Requesters:0:Party", "", "Oots:Providing:Requesters:0 needs")]
    [InlineData("Requesters:0:ReturnOrigins:0", "http://portal.example.se", "Oots:Providing:Requesters:0 needs")]
    [InlineData("Requesters:0:ReturnOrigins:0", "https://portal.example.se/path", "Oots:Providing:Requesters:0 needs")]
    [InlineData("DataServices:birth:WithoutPreview:0", "fi", "Oots:Providing:DataServices:birth:WithoutPreview and")]
    [InlineData("DataServices:birth:WithoutExplicitRequest:0", "AP_FI_01", "Oots:Providing:DataServices:birth:WithoutPreview and")]
    [InlineData("DataServices:birth:RecordId", "none", "Oots:Providing:DataServices:birth:RecordId must be")]
    [InlineData("DataServices:birth:Provider", "", "Oots:Providing:DataServices:birth:Provider and")]
    [InlineData("DataServices:birth:EvidenceType", "", "Oots:Providing:DataServices:birth:Provider and")]
    [InlineData("DataServices:birth:Formats:0:Format", "", "Oots:Providing:DataServices:birth:Formats needs")]
    [InlineData("DataServices:birth:Formats:0:Documents:0:Kind", "Annex", "Oots:Providing:DataServices:birth:Formats:…:Documents begin")]
    [InlineData("DataServices:birth:Formats:0:Documents:0:Number", "0", "Oots:Providing:DataServices:birth:Formats:…:Documents begin")]
    [InlineData("DataServices:birth:Classification", "birth", "Oots:Providing:DataServices:birth: its answers would break")]
    public async Task Who_serves_other_Member_States(string key, string value, string problem) =>
        (await ProvidingAsync((key, value))).ShouldHaveSingleItem().ShouldStartWith(problem);

    [Fact]
    public async Task A_record_is_served_once() => (await ProvidingAsync(
        ("DataServices:again:RecordId", ProvidingWorld.RecordId.ToUpperInvariant()),
        ("DataServices:again:Classification", ProvidingWorld.Classification),
        ("DataServices:again:Titles:en", "Birth certificate"),
        ("DataServices:again:Agent:Scheme", ProvidingWorld.Scheme),
        ("DataServices:again:Agent:Identifier", "ELREG01"),
        ("DataServices:again:Agent:Names:en", "Civil register"),
        ("DataServices:again:Provider", "civil"),
        ("DataServices:again:EvidenceType", "birth"),
        ("DataServices:again:Formats:0:Format", "application/pdf"))).ShouldHaveSingleItem().ShouldStartWith("Oots:Providing:DataServices: two have the same RecordId");

    private IReadOnlyList<string> Asking(params (string Key, string? Value)[] changes) => Failures<OotsOptions>(AccessPoint(Services(changes)));

    private IReadOnlyList<string> Requesting(params (string Key, string? Value)[] changes) => Requesting(hasAccessPoint: true, changes);

    private IReadOnlyList<string> Requesting(bool hasAccessPoint, params (string Key, string? Value)[] changes)
    {
        var services = Services([.. changes.Select(change => ("Requesting:" + change.Key, change.Value))]);
        return Failures<RequestingOptions>(hasAccessPoint ? AccessPoint(services) : services);
    }

    private static async Task<IReadOnlyList<string>> ProvidingAsync(params (string Key, string Value)[] changes)
    {
        await using var world = new ProvidingWorld(changes);
        try
        {
            _ = world.Services.GetRequiredService<IOptions<ProvidingOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException refused)
        {
            return [.. refused.Failures];
        }
    }

    /// <summary>A null takes the key, and all below it, out.</summary>
    private IServiceCollection Services((string Key, string? Value)[] changes)
    {
        var roots = Path.Combine(_folder.FullName, "roots.pem");
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Country"] = "SE",
            ["CommonServices:EvidenceBroker"] = "https://cs.example/eb/",
            ["CommonServices:DataServiceDirectory"] = "https://cs.example/dsd/",
            ["CommonServices:RootsFile"] = Certificate(roots),
            ["Requesting:Requesters:north:Identifier"] = "SEKOMMUN1",
            ["Requesting:Requesters:north:Scheme"] = "urn:oasis:names:tc:ebcore:partyid-type:unregistered:SE",
            ["Requesting:Requesters:north:Names:sv"] = "Norra kommunen",
            ["Requesting:Platform:Identifier"] = "PLATFORM",
            ["Requesting:Platform:Scheme"] = "urn:cef.eu:names:identifier:EAS:0007",
            ["Requesting:Platform:Names:en"] = "Platform",
            ["Requesting:PreviewOrigins:0:Provider"] = "FIREG01",
            ["Requesting:PreviewOrigins:0:Origins:0"] = "https://preview.rekisteri.example",
        };
        foreach (var (key, value) in changes)
        {
            if (value is null)
            {
                settings.Keys.Where(known => known == key || known.StartsWith(key + ":", StringComparison.Ordinal)).ToList().ForEach(known => settings.Remove(known));
            }
            else
            {
                settings[key] = value;
            }
        }

        return new ServiceCollection().AddLogging().AddOotsRequesting(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }

    private static IServiceCollection AccessPoint(IServiceCollection services) =>
        services.AddSingleton<IAccessPoint>(_ => throw new InvalidOperationException("Nobody uses it."));

    private static IReadOnlyList<string> Failures<T>(IServiceCollection services)
        where T : class
    {
        using var provider = services.BuildServiceProvider();
        try
        {
            _ = provider.GetRequiredService<IOptions<T>>().Value;
            return [];
        }
        catch (OptionsValidationException refused)
        {
            return [.. refused.Failures];
        }
    }

    private static string Certificate(string file)
    {
        if (!File.Exists(file))
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var now = TimeProvider.System.GetUtcNow();
            using var certificate = new CertificateRequest("CN=root", key, HashAlgorithmName.SHA256).CreateSelfSigned(now, now.AddDays(1));
            File.WriteAllText(file, certificate.ExportCertificatePem());
        }

        return file;
    }
}
