// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;

namespace OnceOnly.Eidas.Tests.Peers;

/// <summary>npm xml-crypto and xml-encryption against ours, both ways.</summary>
public class NodePeerTests
{
    [Fact]
    public async Task a_response_made_in_Node_is_accepted()
    {
        var response = Templates.Response();
        response.Add(Templates.Assertion());

        var signed = await RunAsync("issue", response.ToString(SaveOptions.DisableFormatting), TestKeys.NodeRsa);

        var outcome = new Forge().Validate(signed);
        outcome.ShouldBeOfType<AcceptedResponse>(signed).Subject.ShouldBe(Actors.Carmen with { FamilyName = new("Garcia") });
    }

    [Fact]
    public async Task our_response_is_verified_and_decrypted_in_Node()
    {
        var opened = await RunAsync("open", new Forge().Build(), TestKeys.OurRsa);

        XDocument.Parse(opened).Descendants(Templates.Saml + "AttributeValue").Select(value => value.Value)
            .ShouldBe(["ES/EL/02635542Y", "Garcia", "Carmen", "1980-02-29"]);
    }

    private static async Task<string> RunAsync(string mode, string xml, X509Certificate2 key)
    {
        var folder = Path.Combine(PeerProgram.Folder, "node");
        PeerProgram.SkipUnless(
            Directory.Exists(Path.Combine(folder, "node_modules", "xml-encryption")), "Run 'npm ci' in tests/peers/node.");
        using var rsa = key.GetRSAPrivateKey()!;
        var input = new JsonObject
        {
            ["mode"] = mode,
            ["xml"] = xml,
            ["key"] = rsa.ExportPkcs8PrivateKeyPem(),
            ["certificate"] = TestKeys.NodeRsa.ExportCertificatePem(),
            ["recipient"] = TestKeys.OurRsa.ExportCertificatePem(),
        };
        var output = await PeerProgram.RunAsync("node", input.ToJsonString(), folder, "saml-response.mjs");
        return JsonNode.Parse(output)!["xml"]!.GetValue<string>();
    }
}
