// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Encryption;

namespace OnceOnly.Eidas.Tests.Peers;

/// <summary>The encryption of Python's cryptography library: key agreement, and the mixed forms of RSA-OAEP.</summary>
public class PythonPeerTests
{
    private const string Mgf1p = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
    private const string Oaep = "http://www.w3.org/2009/xmlenc11#rsa-oaep";

    [Theory]
    [InlineData("1.2.840.10045.3.1.7", 256, "0000", "0000", "0000", "point")]
    [InlineData("1.2.840.10045.3.1.7", 128, "00", "00", "00", "point")]
    [InlineData("1.3.132.0.34", 192, "0000", "00", "000102ff", "der")]
    [InlineData("1.3.132.0.35", 256, "0000", "0000", "0000", "point")]
    [InlineData("1.3.36.3.3.2.8.1.1.7", 256, "0000", "0000", "0000", "point")]
    [InlineData("1.3.36.3.3.2.8.1.1.11", 256, "0000", "0000", "0000", "der")]
    [InlineData("1.3.36.3.3.2.8.1.1.13", 256, "0000", "0000", "0000", "point")]
    public async Task an_assertion_encrypted_by_key_agreement_is_read(
        string curve, int wrapBits, string algorithmId, string partyU, string partyV, string originator)
    {
        using var ours = TestKeys.Ec(ECCurve.CreateFromValue(curve));
        var outcome = await ValidateAsync(ours, EncryptionProfile.Eidas, new JsonObject
        {
            ["wrapBits"] = wrapBits,
            ["algorithmId"] = algorithmId,
            ["partyU"] = partyU,
            ["partyV"] = partyV,
            ["originator"] = originator,
        });

        Accepted(outcome);
    }

    [Theory]
    [InlineData(Mgf1p, "sha256", "sha1", true, "rsa-oaep-sha256-mgf1-sha1")]
    [InlineData(Oaep, "sha256", "sha1", true, "rsa-oaep-sha256-mgf1-sha1")]
    [InlineData(Mgf1p, "sha1", "sha1", true, "rsa-oaep-sha1")]
    [InlineData(Mgf1p, "sha1", "sha1", false, "rsa-oaep-sha1")]
    public async Task an_older_form_of_OAEP_is_read_only_where_it_is_allowed(
        string transport, string label, string mask, bool sayDigest, string form)
    {
        JsonObject Job() => new() { ["transport"] = transport, ["label"] = label, ["mask"] = mask, ["sayDigest"] = sayDigest };
        var allowed = KeyTransport.All.Single(known => known.Name == form);
        allowed.IsAvailable.ShouldBeTrue();

        Accepted(await ValidateAsync(TestKeys.OurRsa, EncryptionProfile.Eidas with { KeyTransports = [allowed] }, Job()));

        (await ValidateAsync(TestKeys.OurRsa, EncryptionProfile.Eidas, Job())).ShouldBeOfType<RefusedResponse>()
            .Failures.ShouldHaveSingleItem().Rule.ShouldBe(ResponseRules.EncryptionAlgorithm);
    }

    [Theory]
    [InlineData("1.2.840.10045.3.1.7")]
    [InlineData("1.3.132.0.35")]
    [InlineData("1.3.36.3.3.2.8.1.1.11")]
    public async Task what_we_encrypt_by_key_agreement_is_read_in_Python(string curve)
    {
        using var theirs = TestKeys.Ec(ECCurve.CreateFromValue(curve));
        using var key = theirs.GetECDiffieHellmanPrivateKey()!;
        var sealedElement = ElementEncryptor.Encrypt("<a>ö</a>"u8, theirs);

        var opened = await RunAsync(new JsonObject
        {
            ["mode"] = "decrypt",
            ["xml"] = sealedElement.ToString(SaveOptions.DisableFormatting),
            ["key"] = key.ExportPkcs8PrivateKeyPem(),
        });

        opened.ShouldBe("<a>ö</a>");
    }

    private static async Task<ResponseOutcome> ValidateAsync(X509Certificate2 ours, EncryptionProfile profile, JsonObject job)
    {
        job["mode"] = "encrypt";
        job["certificate"] = ours.ExportCertificatePem();
        var forge = new Forge();
        job["plaintext"] = forge.Assertion.ToString(SaveOptions.DisableFormatting);
        var data = XElement.Parse(await RunAsync(job));
        forge.Wrap = _ => new XElement(Templates.Saml + "EncryptedAssertion", data);
        forge.Expected = forge.Expected with { DecryptionKeys = [new DecryptionKey(ours)], Profile = Profiles.ConnectorProfile.Eidas with { Encryption = profile } };
        return forge.Validate();
    }

    private static void Accepted(ResponseOutcome outcome) => outcome.ShouldBeOfType<AcceptedResponse>(
        outcome is RefusedResponse refused ? string.Join(", ", refused.Failures.Select(failure => failure.Rule.Name + " " + failure.Detail)) : "")
        .Subject.ShouldBe(Actors.Carmen with { FamilyName = new("Garcia") });

    private static Task<string> RunAsync(JsonObject job)
    {
        const string python = "/usr/bin/python3";
        PeerProgram.SkipUnless(
            File.Exists(python) && Directory.Exists("/usr/lib/python3/dist-packages/cryptography"),
            "python3-cryptography is not installed.");
        return PeerProgram.RunAsync(
            python, job.ToJsonString(), PeerProgram.Folder, Path.Combine("python", "xml_encryption.py"));
    }
}
