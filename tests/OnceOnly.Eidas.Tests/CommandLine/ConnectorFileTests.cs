// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using OnceOnly.Eidas.Tests.World;

namespace OnceOnly.Eidas.Tests.CommandLine;

/// <summary><c>saml validate --connector</c>: the gateway's own configuration says what a national connector may do.</summary>
public sealed class ConnectorFileTests : IDisposable
{
    private const string Eidas = """{ "Country": "ES" }""";

    private readonly string folder = Directory.CreateTempSubdirectory("saml-connector-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task an_answer_in_a_connectors_own_words_is_read_by_its_configuration()
    {
        var forge = new Forge();
        forge.In("AuthnContextClassRef").Value = "urn:national:card";
        forge.Attribute("PersonIdentifier").SetAttributeValue("Name", "urn:oid:1.2.752.29.4.13");
        forge.Attribute("PersonIdentifier").Element(Templates.Saml + "AttributeValue")!.Value = "19800229-1234";
        forge.Attribute("FamilyName").SetAttributeValue("Name", "urn:oid:2.5.4.4");
        var response = forge.Build();

        var (code, verdict, error) = await ValidateAsync(
            response,
            """
            {
              // As it stands in appsettings.json.
              "Country": "ES",
              "MetadataUrl": "https://node.example.es/metadata",
              "MetadataCertificateFiles": [ "/elsewhere/node.pem" ],
              "Profile": {
                "NationalIdentifiers": true,
                "Levels": { "High": [ "urn:national:card" ] },
                "Attributes": { "PersonIdentifier": "urn:oid:1.2.752.29.4.13", "CurrentFamilyName": "urn:oid:2.5.4.4" }
              }
            }
            """);

        code.ShouldBe(0, verdict + error);
        JsonNode.Parse(verdict)!["attributes"]!["PersonIdentifier"]!.GetValue<string>().ShouldBe("ES/EL/19800229-1234");
        (await ValidateAsync(response, Eidas)).Code.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{ "Country": "ES" }""", 0)]
    [InlineData("""{ "Countries": [ "FR", "ES" ], "Name": "Many" }""", 0)]
    [InlineData("""{ "Country": "FR" }""", 1)]
    [InlineData("""{ "Country": "ES", "EntityId": "https://node.example.es/metadata" }""", 0)]
    [InlineData("""{ "Country": "ES", "EntityId": "https://other.example/metadata" }""", 1)]
    public async Task whose_citizens_and_which_entity_answer_is_what_the_configuration_says(string connector, int expected)
    {
        var (code, verdict, error) = await ValidateAsync(new Forge().Build(), connector);

        code.ShouldBe(expected, verdict + error);
    }

    [Theory]
    [InlineData("ES", 0)]
    [InlineData("FR", 1)]
    [InlineData("IT", 2)]
    [InlineData("es", 2)]
    public async Task a_connector_of_many_countries_answers_for_the_one_the_citizen_chose(string chosen, int expected)
    {
        var (code, verdict, error) = await ValidateAsync(new Forge().Build(), """{ "Countries": [ "FR", "ES" ], "Name": "Many" }""", "--origin", chosen);

        code.ShouldBe(expected, verdict + error);
    }

    // The answer is of level substantial.
    [Theory]
    [InlineData("Substantial", null, 0)]
    [InlineData("High", null, 1)]
    [InlineData("High", "low", 1)]
    [InlineData("Low", "substantial", 0)]
    [InlineData("Low", "high", 1)]
    public async Task the_level_asked_for_is_at_least_the_configured_one(string requested, string? asked, int expected)
    {
        string[] more = asked is null ? [] : ["--loa", $"http://eidas.europa.eu/LoA/{asked}"];

        var (code, verdict, error) = await ValidateAsync(new Forge().Build(), $$"""{ "Country": "ES", "RequestedLevel": "{{requested}}" }""", more);

        code.ShouldBe(expected, verdict + error);
    }

    [Theory]
    [InlineData("Substantial", 0)]
    [InlineData("Low", 1)]
    public async Task no_level_above_the_configured_one_is_believed_where_metadata_declare_none(string highest, int expected)
    {
        var metadata = Path.Combine(folder, "silent.xml");
        await File.WriteAllBytesAsync(metadata, Documents.Bytes(Documents.OfNode(Actors.Node with { AssuranceLevels = [] })));

        var (code, verdict, _) = await ValidateAsync(
            new Forge().Build(), $$"""{ "Country": "ES", "HighestLevel": "{{highest}}" }""", "--metadata", metadata);

        code.ShouldBe(expected, verdict);
    }

    [Fact]
    public async Task a_citizen_who_cancelled_is_told_from_other_failures()
    {
        var forge = new Forge { Wrap = _ => null };
        var status = forge.Response.Descendants(Templates.Samlp + "StatusCode").First();
        status.SetAttributeValue("Value", "urn:oasis:names:tc:SAML:2.0:status:Responder");
        status.Add(new XElement(Templates.Samlp + "StatusCode", new XAttribute("Value", "urn:national:cancel")));

        var (_, verdict, _) = await ValidateAsync(forge.Build(), """{ "Country": "ES", "Profile": { "CancelCodes": [ "urn:national:cancel" ] } }""");

        verdict.ShouldContain("Cancelled");
    }

    [Theory]
    [InlineData("00:02:00", 0)]
    [InlineData("00:00:59", 1)]
    public async Task a_clock_may_be_ahead_as_far_as_is_said(string skew, int expected)
    {
        var (code, verdict, _) = await ValidateAsync(new Forge().Build(), Eidas, "--clock-skew", skew, "--now", "2026-11-21T11:59:01Z");

        code.ShouldBe(expected, verdict);
    }

    [Theory]
    [InlineData("no JSON", "is no JSON object")]
    [InlineData("""{ "Country": "ES", "Country": "FR" }""", "is no JSON object")]
    [InlineData("{}", "Identity:EidasSaml:Connectors:ID:Country must be")]
    [InlineData("""{ "Country": "ES", "Profil": {} }""", "Profil")]
    [InlineData("""{ "Country": "ES", "Profile": { "PlainAssertion": "perhaps" } }""", "PlainAssertion")]
    [InlineData("""{ "Country": "ES", "Profile": { "Signatures": [ "rsa-sha1" ] } }""", "'rsa-sha1' that is not known")]
    [InlineData("""{ "Country": "ES", "Profile": { "Attributes": { "ShoeSize": "urn:oid:1" } } }""", "Attributes:ShoeSize is no eIDAS attribute")]
    [InlineData("""{ "Country": "ES", "HighestLevel": "Low", "RequestedLevel": "High" }""", "nobody could log in")]
    public async Task what_the_gateway_would_not_start_with_is_a_matter_of_usage(string connector, string told)
    {
        var (code, verdict, error) = await ValidateAsync(new Forge().Build(), connector);

        code.ShouldBe(2);
        verdict.ShouldBeEmpty();
        error.ShouldContain(told);
    }

    [Theory]
    [InlineData("--signature", "rsa-sha256")]
    [InlineData("--min-rsa", "2048")]
    [InlineData("--plain-assertion")]
    public async Task an_option_that_the_file_has_too_is_a_matter_of_usage(params string[] options)
    {
        var (code, _, error) = await ValidateAsync(new Forge().Build(), Eidas, options);

        code.ShouldBe(2);
        error.ShouldContain($"{options[0]} and --connector");
    }

    private async Task<(int Code, string Output, string Error)> ValidateAsync(string response, string connector, params string[] more)
    {
        var (file, metadata, key, json) = (
            Path.Combine(folder, "response.xml"), Path.Combine(folder, "idp.xml"), Path.Combine(folder, "key.pem"), Path.Combine(folder, "connector.json"));
        await File.WriteAllTextAsync(file, response);
        await File.WriteAllBytesAsync(metadata, Documents.Bytes(Documents.OfNode()));
        await File.WriteAllTextAsync(json, connector);
        using var rsa = TestKeys.OurRsa.GetRSAPrivateKey()!;
        await File.WriteAllTextAsync(key, rsa.ExportPkcs8PrivateKeyPem());
        string[] options =
        [
            "--metadata", metadata, "--entity-id", Actors.Us.EntityId, "--acs", Actors.Us.AssertionConsumerService,
            "--request-id", Templates.RequestId, "--now", "2026-11-21T12:00:05Z", "--key", key, "--country", "EL", "--connector", json,
        ];
        var kept = options.Chunk(2).Where(pair => !more.Contains(pair[0], StringComparer.Ordinal)).SelectMany(pair => pair);
        return await Command.RunAsync(["saml", "validate", file, .. kept, .. more]);
    }
}
