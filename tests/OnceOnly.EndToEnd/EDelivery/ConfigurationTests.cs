// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Gateway;

namespace OnceOnly.EndToEnd.EDelivery;

/// <summary>A gateway does not start with an access point that cannot work, and names each key.</summary>
public sealed class ConfigurationTests
{
    private static readonly string AnyFile = typeof(ConfigurationTests).Assembly.Location;

    private static readonly string[] Doors =
    [
        "--Listeners:Public:Origin=https://gateway.example", $"--Listeners:Public:CertificateFile={AnyFile}", $"--Listeners:Public:CertificateKeyFile={AnyFile}",
        "--Listeners:Documents:Origin=https://documents.example", "--Listeners:Documents:Port=8444",
        $"--Listeners:Documents:CertificateFile={AnyFile}", $"--Listeners:Documents:CertificateKeyFile={AnyFile}",
    ];

    [Theory]
    [InlineData("EDelivery:Self:Id must be")]
    [InlineData("EDelivery:Domain must be")]
    [InlineData("EDelivery:SigningCertificate must be")]
    [InlineData("EDelivery:Partners:0:Endpoint must be")]
    [InlineData("EDelivery:Partners:0:SigningCertificates must name")]
    [InlineData("EDelivery:Partners:0:Countries must name")]
    [InlineData("EDelivery:Partners:0:Authorities need")]
    [InlineData("EDelivery:Operator:Name is missing")]
    [InlineData("EDelivery:Operator:Country is missing")]
    [InlineData("EDelivery:TrustedAuthoritiesFile must be")]
    [InlineData("EDelivery:MaxBytesAtOnce must not be less")]
    [InlineData("Listeners:EDelivery:Origin is missing")]
    public void What_is_missing_or_wrong_is_named(string problem) => Refused(
        "--EDelivery:Partners:0:Party:Id=AP_SE_01",
        "--EDelivery:Partners:0:Endpoint=http://ap.example",
        "--EDelivery:Partners:0:Countries:0=gr",
        "--EDelivery:Partners:0:Authorities:0:Identifier=2021001234",
        "--EDelivery:TrustedAuthoritiesFile=/nowhere.pem",
        "--EDelivery:MaxBytesAtOnce=1048576").ShouldContain(line => line.StartsWith(problem, StringComparison.Ordinal));

    [Theory]
    [InlineData("--EDelivery:GiveUpAfter=1.00:00:00", "EDelivery:GiveUpAfter must be between")]
    [InlineData("--EDelivery:Lease=00:00:00", "EDelivery:Lease must be between")]
    [InlineData("--EDelivery:MaxPayloadBytes=10", "EDelivery:MaxPayloadBytes must be between")]
    public void Values_out_of_bounds_are_named(string argument, string problem) =>
        Refused(argument).ShouldContain(line => line.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void Who_asks_abroad_needs_an_access_point() =>
        Refused("--Oots:Requesting:Requesters:north:Identifier=1").ShouldContain(line => line.StartsWith("Oots:Requesting needs an access point", StringComparison.Ordinal));

    [Theory]
    [InlineData("civil", "birth", false)]
    [InlineData("civil", "Birth", true)]
    [InlineData("civil", "marriage", true)]
    [InlineData("school", "birth", true)]
    public void What_is_served_abroad_must_be_what_a_registry_gives(string provider, string evidence, bool isRefused) => Refused(
        "--Oots:Providing:DataServices:one:RecordId=none",
        $"--Oots:Providing:DataServices:one:Provider={provider}",
        $"--Oots:Providing:DataServices:one:EvidenceType={evidence}",
        "--Registries:Providers:civil:Evidence:birth:Subject=NaturalPerson").Any(line =>
            line.StartsWith("Oots:Providing:DataServices:one:Provider and :EvidenceType name", StringComparison.Ordinal)).ShouldBe(isRefused);

    // Judged once the listeners are right.
    private static IEnumerable<string> Refused(params string[] arguments) => Should.Throw<Exception>(() => GatewayApplication.Create([.. Doors, .. arguments])) switch
    {
        AggregateException several => several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures),
        OptionsValidationException one => one.Failures,
        var other => [other.Message],
    };
}
