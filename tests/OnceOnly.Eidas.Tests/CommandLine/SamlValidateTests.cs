// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;
using static OnceOnly.Eidas.Tests.World.Templates;

namespace OnceOnly.Eidas.Tests.CommandLine;

public sealed class SamlValidateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("saml-validate-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task a_true_response_is_accepted_with_its_attributes()
    {
        var forge = new Forge();
        forge.Attribute("FamilyName").AddFirst(InOriginalScript("Γκαρθία"));

        var (code, verdict, error) = await RunAsync(forge.Build());

        code.ShouldBe(0);
        error.ShouldBeEmpty();
        var json = JsonNode.Parse(verdict)!;
        json["accepted"]!.GetValue<bool>().ShouldBeTrue();
        json["failed"]!.AsArray().Count.ShouldBe(0);
        json["attributes"]!.ToJsonString().ShouldBe(
            """{"PersonIdentifier":"ES/EL/02635542Y","FamilyName":"Garcia","FirstName":"Carmen","DateOfBirth":"1980-02-29"}""");
        json["originalScript"]!["FamilyName"]!.GetValue<string>().ShouldBe("Γκαρθία");
        verdict.Trim().Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public async Task a_false_response_is_refused_with_every_broken_rule_and_no_attributes()
    {
        var forge = new Forge();
        forge.Response.SetAttributeValue("Destination", "https://other.example/");
        forge.In("AuthnContextClassRef").Value = "http://eidas.europa.eu/LoA/low";

        var (code, verdict, _) = await RunAsync(forge.Build());

        code.ShouldBe(1);
        var json = JsonNode.Parse(verdict)!;
        json["accepted"]!.GetValue<bool>().ShouldBeFalse();
        json["failed"]!.AsArray().Select(name => name!.GetValue<string>())
            .ShouldBe(["response-destination", "level-of-assurance"]);
        json["attributes"]!.AsObject().Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("lines")]
    [InlineData("form")]
    public async Task a_response_may_come_as_it_was_posted(string kind)
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(new Forge().Build()));
        var (code, _, _) = await RunAsync(kind switch
        {
            "lines" => string.Join("\r\n", base64.Chunk(76).Select(line => new string(line))),
            "form" => $"RelayState=abc&SAMLResponse={Uri.EscapeDataString(base64)}",
            _ => base64 + "\n",
        });

        code.ShouldBe(0);
    }

    [Fact]
    public async Task several_keys_may_be_given()
    {
        var (code, _, _) = await RunAsync(new Forge().Build(), "--key", WriteKey("other.pem", TestKeys.StrangerRsa));

        code.ShouldBe(0);
    }

    [Fact]
    public async Task without_a_level_any_notified_one_passes()
    {
        var forge = new Forge();
        forge.In("AuthnContextClassRef").Value = "http://eidas.europa.eu/LoA/low";

        (await RunAsync(forge.Build(), without: "--loa")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task a_failed_login_is_refused_by_its_status()
    {
        var forge = new Forge { Wrap = _ => null };
        forge.Response.Descendants(Samlp + "StatusCode").First()
            .SetAttributeValue("Value", "urn:oasis:names:tc:SAML:2.0:status:Responder");

        var (code, verdict, _) = await RunAsync(forge.Build());

        code.ShouldBe(1);
        JsonNode.Parse(verdict)!["failed"]!.ToJsonString().ShouldBe("""["response-status"]""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("no message at all")]
    [InlineData("<Response/>")]
    [InlineData("<a")]
    public async Task what_is_no_response_is_refused_and_not_a_crash(string text)
    {
        var (code, verdict, _) = await RunAsync(text);

        code.ShouldBe(1);
        JsonNode.Parse(verdict)!["accepted"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task metadata_of_no_identity_provider_are_refused()
    {
        var path = Path.Combine(folder, "sp.xml");
        await File.WriteAllBytesAsync(path, Eidas.Metadata.ServiceProviderMetadataDocument.Create(Actors.Us, null, Actors.Now, TimeSpan.FromDays(1)));

        var (code, verdict, _) = await RunAsync(new Forge().Build(), ["--metadata", path], "--metadata");

        code.ShouldBe(1);
        JsonNode.Parse(verdict)!["failed"]!.ToJsonString().ShouldBe("""["metadata-usable"]""");
    }

    [Theory]
    [InlineData(1, null, 0)]
    [InlineData(2, null, 0)]
    [InlineData(2, "https://node.example.es/metadata", 0)]
    [InlineData(2, "https://other.example/metadata", 1)]
    [InlineData(2, "https://nobody.example/metadata", 1)]
    public async Task metadata_may_be_a_list_of_which_the_issuer_or_the_named_one_counts(int length, string? idp, int expected)
    {
        var path = Path.Combine(folder, "list.xml");
        System.Xml.Linq.XElement[] entities = [Documents.OfNode(), Documents.OfNode(Actors.Node with { EntityId = "https://other.example/metadata" })];
        await File.WriteAllBytesAsync(path, Documents.Bytes(new(Documents.Md + "EntitiesDescriptor", entities.Take(length))));

        var (code, verdict, _) = await RunAsync(
            new Forge().Build(), ["--metadata", path, .. idp is null ? (string[])[] : ["--idp", idp]], "--metadata");

        code.ShouldBe(expected, verdict);
    }

    [Theory]
    [InlineData("rsa-sha256", "response-signature-algorithm", "--signature", "rsa-sha256")]
    [InlineData("2048 bits", "response-signature-key", "--min-rsa", "2048")]
    [InlineData("plain", "assertion-encrypted", "--plain-assertion")]
    public async Task a_sender_of_another_profile_is_accepted_when_that_is_said(string how, string rule, params string[] options)
    {
        var forge = new Forge();
        var node = Actors.Node;
        switch (how)
        {
            case "rsa-sha256":
                forge.ResponseKey = new SigningKey(TestKeys.NodeRsa, SignatureAlgorithm.RsaPkcs1Sha256);
                break;
            case "2048 bits":
                forge.ResponseKey = new SigningKey(TestKeys.Rsa(2048));
                node = node with { SigningKey = forge.ResponseKey };
                break;
            default:
                forge.Wrap = plaintext => System.Xml.Linq.XElement.Parse(Encoding.UTF8.GetString(plaintext));
                break;
        }

        var response = forge.Build();
        var path = Path.Combine(folder, "peer.xml");
        await File.WriteAllBytesAsync(path, Documents.Bytes(Documents.OfNode(node)));

        var (code, verdict, _) = await RunAsync(response, ["--metadata", path], "--metadata");
        code.ShouldBe(1);
        verdict.ShouldContain(rule);
        (code, verdict, _) = await RunAsync(response, ["--metadata", path, .. options], "--metadata");
        code.ShouldBe(0, verdict);
    }

    [Theory]
    [InlineData("--data-set", "natural", "legal")]
    [InlineData("--request-issued", "2026-11-21T11:59:00Z", "2026-11-21T12:30:00Z")]
    public async Task what_was_asked_for_is_compared_when_it_is_said(string option, string right, string wrong)
    {
        var response = new Forge().Build();

        (await RunAsync(response, option, right)).Code.ShouldBe(0);
        (await RunAsync(response, option, wrong)).Code.ShouldBe(1);
    }

    [Theory]
    [InlineData("2026-11-21T12:05:15Z", null, "delaySeconds", 313)]
    [InlineData("2026-11-21T12:10:15Z", "2026-11-21T12:00:00Z", "delaySeconds", 613)]
    [InlineData("2026-11-21T12:10:15Z", "2026-11-21T12:05:01.123Z", "clockOffsetSeconds", -300)]
    [InlineData("2026-11-21T11:50:00Z", null, "clockOffsetSeconds", 601)]
    public async Task a_wrong_clock_is_named_with_its_offset_and_so_is_an_answer_that_may_only_be_late(string now, string? requestIssued, string told, int seconds)
    {
        string[] options = requestIssued is null ? ["--now", now] : ["--now", now, "--request-issued", requestIssued];

        var (code, verdict, _) = await RunAsync(new Forge().Build(), options, "--now");

        code.ShouldBe(1);
        var json = JsonNode.Parse(verdict)!;
        json[told]!.GetValue<long>().ShouldBe(seconds);
        json["clockOffsetSeconds"]!.GetValue<long>().ShouldBe(told == "delaySeconds" ? -seconds : seconds);
        var advice = json["advice"]!.GetValue<string>();
        advice.ShouldContain("Compare both with a time server");
        advice.Contains("after it was made", StringComparison.Ordinal).ShouldBe(told == "delaySeconds");
    }

    [Theory]
    [InlineData("--metadata")]
    [InlineData("--entity-id")]
    [InlineData("--acs")]
    [InlineData("--request-id")]
    [InlineData("--now")]
    [InlineData("--key")]
    public async Task a_missing_option_is_a_matter_of_usage(string option)
    {
        var (code, verdict, error) = await RunAsync(new Forge().Build(), without: option);

        code.ShouldBe(2);
        verdict.ShouldBeEmpty();
        error.ShouldContain(option);
    }

    [Theory]
    [InlineData("--now", "yesterday")]
    [InlineData("--loa", "high")]
    [InlineData("--country", "Greece")]
    [InlineData("--data-set", "robot")]
    [InlineData("--request-issued", "yesterday")]
    [InlineData("--signature", "rsa-sha1")]
    [InlineData("--min-rsa", "1024")]
    [InlineData("--key", "/nowhere/key.pem")]
    [InlineData("--metadata", "/nowhere/idp.xml")]
    [InlineData("--unknown", "x")]
    public async Task a_wrong_option_is_a_matter_of_usage(string option, string value)
    {
        var (code, verdict, error) = await RunAsync(new Forge().Build(), [option, value], option);

        code.ShouldBe(2);
        verdict.ShouldBeEmpty();
        error.ShouldContain(option.StartsWith("--k", StringComparison.Ordinal) || option == "--metadata" ? value : option);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(string response, params string[] more) => RunAsync(response, more, null);

    private Task<(int Code, string Output, string Error)> RunAsync(string response, string without) => RunAsync(response, [], without);

    private async Task<(int Code, string Output, string Error)> RunAsync(string response, string[] more, string? without)
    {
        var responsePath = Path.Combine(folder, "response.xml");
        var metadataPath = Path.Combine(folder, "idp.xml");
        await File.WriteAllTextAsync(responsePath, response);
        await File.WriteAllBytesAsync(
            metadataPath, NodeMetadataDocument.Create(Actors.Node, null, Actors.Now, TimeSpan.FromDays(1)));
        string[] options =
        [
            "--metadata", metadataPath,
            "--entity-id", Actors.Us.EntityId,
            "--acs", Actors.Us.AssertionConsumerService,
            "--request-id", RequestId,
            "--now", "2026-11-21T12:00:05Z",
            "--key", WriteKey("key.pem", TestKeys.OurRsa),
            "--loa", "http://eidas.europa.eu/LoA/substantial",
            "--country", "EL",
        ];
        var kept = options.Chunk(2).Where(pair => pair[0] != without).SelectMany(pair => pair);
        return await Command.RunAsync(["saml", "validate", responsePath, .. kept, .. more]);
    }

    private string WriteKey(string name, X509Certificate2 certificate)
    {
        var path = Path.Combine(folder, name);
        using var rsa = certificate.GetRSAPrivateKey()!;
        File.WriteAllText(path, rsa.ExportPkcs8PrivateKeyPem());
        return path;
    }
}
