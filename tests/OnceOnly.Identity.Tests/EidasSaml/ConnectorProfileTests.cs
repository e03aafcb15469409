// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Options;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Saml;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.Logins;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>National variants, by configuration alone.</summary>
public sealed class ConnectorProfileTests
{
    private const string Profile = "Identity:EidasSaml:Connectors:ES:Profile";

    private static readonly XNamespace Saml = SamlNames.Assertion;
    private static readonly XNamespace Samlp = SamlNames.Protocol;

    [Fact]
    public async Task a_connector_may_want_redirects_signed_by_RSA_PKCS1_and_its_own_level_names()
    {
        await using var host = await StartAsync(
            ($"{Profile}:Binding", "Redirect"),
            ($"{Profile}:RequestSignature", "rsa-sha256"),
            ($"{Profile}:EidasExtensions", "false"),
            ($"{Profile}:Levels:Substantial:0", "urn:national:two-factors"),
            ($"{Profile}:Levels:High:0", "urn:national:card"));

        var departure = await host.DepartAsync();

        departure.ShouldNotBeNull().FormFields.ShouldBeNull();
        departure.Destination.GetLeftPart(UriPartial.Path).ShouldBe("https://node.example.es/redirect");
        var query = departure.Destination.Query[1..];
        var parts = query.Split('&').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => Uri.UnescapeDataString(part[1]));
        parts.Keys.ShouldBe(["SAMLRequest", "RelayState", "SigAlg", "Signature"]);
        parts["SigAlg"].ShouldBe(SignatureAlgorithm.RsaPkcs1Sha256.Uri);
        using var key = SamlHost.OurCertificate.GetRSAPublicKey()!;
        key.VerifyData(
            Encoding.ASCII.GetBytes(query[..query.IndexOf("&Signature=", StringComparison.Ordinal)]),
            Convert.FromBase64String(parts["Signature"]),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1).ShouldBeTrue();

        RedirectQuery.TryDecode(parts["SAMLRequest"], out var message).ShouldBeTrue();
        var request = XElement.Parse(Encoding.UTF8.GetString(message!));
        request.Element(Samlp + "Extensions").ShouldBeNull();
        request.Descendants().ShouldNotContain(element => element.Name.LocalName == "Signature");
        request.Element(Samlp + "RequestedAuthnContext")!.Attribute("Comparison")!.Value.ShouldBe("exact");
        request.Descendants(Saml + "AuthnContextClassRef").Select(level => level.Value)
            .ShouldBe(["urn:national:card", "urn:national:two-factors"]);
    }

    [Fact]
    public async Task a_connector_may_want_redirects_signed_inside_and_neither_deflated_nor_signed_in_the_query()
    {
        await using var host = await StartAsync(($"{Profile}:Binding", "RedirectEnveloped"));

        var departure = await host.DepartAsync();

        departure.ShouldNotBeNull().FormFields.ShouldBeNull();
        departure.Destination.GetLeftPart(UriPartial.Path).ShouldBe("https://node.example.es/redirect");
        var parts = departure.Destination.Query[1..].Split('&').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => Uri.UnescapeDataString(part[1]));
        parts.Keys.ShouldBe(["SAMLRequest", "RelayState"]);
        PostForm.TryDecode(parts["SAMLRequest"], out var message).ShouldBeTrue();
        AuthnRequestReader.TryRead(message, await host.UsAsync(), "https://node.example.es/redirect", host.Clock.GetUtcNow(), out _, out var fault)
            .ShouldBeTrue(fault.ToString());
    }

    [Fact]
    public async Task a_connector_may_answer_in_its_own_words_in_clear_text_and_by_RSA_PKCS1()
    {
        await using var host = await StartAsync(
            ($"{Profile}:Signatures:0", "rsa-sha256"),
            ($"{Profile}:PlainAssertion", "true"),
            ($"{Profile}:NationalIdentifiers", "true"),
            ($"{Profile}:Levels:High:0", "urn:national:card"),
            ($"{Profile}:Attributes:PersonIdentifier", "urn:oid:1.2.752.29.4.13"),
            ($"{Profile}:Attributes:CurrentFamilyName", "urn:oid:2.5.4.4"));

        await host.AnswerAsync((await host.DepartAsync()).ShouldNotBeNull(), request => National(host, request, "urn:national:card"));

        var person = host.Logins.Completed.ShouldNotBeNull(host.Log.Text).Subject.ShouldBeOfType<NaturalPerson>();
        person.Identifier.ShouldBe("ES/EL/19800229-1234");
        person.FamilyName.ShouldBe("Garcia");
        host.Logins.Completed.LevelOfAssurance.ShouldBe(LevelOfAssurance.High);
    }

    [Theory]
    [InlineData("Signatures:0", "sha256-rsa-MGF1", "response-signature-algorithm")]
    [InlineData("PlainAssertion", "false", "assertion-encrypted")]
    [InlineData("NationalIdentifiers", "false", "attribute-value")]
    [InlineData("Levels:High:0", "urn:national:other", "level-of-assurance")]
    [InlineData("Attributes:CurrentFamilyName", "urn:oid:0", "minimum-data-set")]
    public async Task what_a_profile_does_not_loosen_stays_refused(string key, string value, string rule)
    {
        await using var host = await StartAsync(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Signatures:0"] = "rsa-sha256",
                ["PlainAssertion"] = "true",
                ["NationalIdentifiers"] = "true",
                ["Levels:High:0"] = "urn:national:card",
                ["Attributes:PersonIdentifier"] = "urn:oid:1.2.752.29.4.13",
                ["Attributes:CurrentFamilyName"] = "urn:oid:2.5.4.4",
                [key] = value,
            }.Select(setting => ($"{Profile}:{setting.Key}", setting.Value)).ToArray());

        await host.AnswerAsync((await host.DepartAsync()).ShouldNotBeNull(), request => National(host, request, "urn:national:card"));

        host.Logins.Completed.ShouldBeNull();
        host.Log.Text.ShouldContain(rule);
    }

    [Theory]
    [InlineData("Signatures:0", "rsa-sha1")]
    [InlineData("RequestSignature", "hmac-sha256")]
    [InlineData("KeyTransports:0", "rsa-1_5")]
    [InlineData("MinimumRsaKeySize", "1024")]
    [InlineData("Attributes:FamilyName", "urn:oid:2.5.4.4")]
    [InlineData("ProviderNameRequired", "true")]
    [InlineData("MetadataLifetime", "00:00:00")]
    [InlineData("CancelCodes:0", " ")]
    public async Task a_profile_that_cannot_work_is_refused_at_the_start(string key, string value)
    {
        await using var host = new SamlHost();
        host.Publish(TimeSpan.FromHours(1));

        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(($"{Profile}:{key}", value))))
            .Message.ShouldContain("Identity:EidasSaml:Connectors:ES");
    }

    [Theory]
    [InlineData(StatusCode.Responder, "http://id.elegnamnden.se/status/1.0/cancel", null, LoginFailure.Cancelled)]
    [InlineData(StatusCode.Responder, StatusCode.AuthnFailed, "ErrorCode nr22", LoginFailure.Cancelled)]
    [InlineData(StatusCode.Responder, StatusCode.AuthnFailed, "CANCELLATION_BY_USER", LoginFailure.Cancelled)]
    [InlineData(StatusCode.RequestDenied, null, null, LoginFailure.Cancelled)]
    [InlineData(StatusCode.AuthnFailed, null, null, LoginFailure.NotAuthenticated)]
    [InlineData(StatusCode.Responder, StatusCode.AuthnFailed, "ErrorCode nr19", LoginFailure.NotAuthenticated)]
    public async Task a_connector_may_say_in_its_own_words_that_the_citizen_cancelled(string code, string? subCode, string? message, LoginFailure failure)
    {
        await using var host = await StartAsync(
            ($"{Profile}:CancelCodes:0", "http://id.elegnamnden.se/status/1.0/cancel"),
            ($"{Profile}:CancelCodes:1", "nr22"),
            ($"{Profile}:CancelCodes:2", "CANCELLATION_BY_USER"));

        await host.AnswerAsync(
            (await host.DepartAsync()).ShouldNotBeNull(),
            request => IssuedResponse.Failure(host.Node, request, host.Clock.GetUtcNow(), code, subCode, message).Xml.ToArray());

        host.Logins.Failed.ShouldBe(failure, host.Log.Text);
    }

    [Fact]
    public async Task a_wrong_clock_is_told_with_its_offset()
    {
        await using var host = await StartAsync();

        await host.AnswerAsync(
            (await host.DepartAsync()).ShouldNotBeNull(),
            request => IssuedResponse.Success(
                host.Node,
                request,
                Personas.Carmen.LoggedIn(),
                host.Clock.GetUtcNow().AddSeconds(95)).Xml.ToArray());

        host.Logins.Completed.ShouldBeNull();
        host.Log.Text.ShouldContain("differ from ours by 95 s at least");
    }

    private static async Task<SamlHost> StartAsync(params (string, string)[] settings)
    {
        var host = new SamlHost { AlsoRedirect = "https://node.example.es/redirect" };
        host.Publish(TimeSpan.FromHours(1));
        await host.StartAsync(settings);
        return host;
    }

    // What our node would say, decrypted, in national words, and signed as a national interface signs.
    private static byte[] National(SamlHost host, ReceivedAuthnRequest request, string level)
    {
        var issued = IssuedResponse.Success(
            host.Node,
            request with { ServiceProvider = request.ServiceProvider with { EncryptionCertificate = SamlHost.OurCertificate } },
            Personas.Carmen.LoggedIn(),
            host.Clock.GetUtcNow());
        var response = XElement.Parse(Encoding.UTF8.GetString(issued.Xml.Span), LoadOptions.PreserveWhitespace);
        response.Elements().Single(element => element.Name.LocalName == "Signature").Remove();
        var encrypted = response.Element(Saml + "EncryptedAssertion")!;
        var assertion = XElement.Parse(SamlHost.Decrypt(encrypted), LoadOptions.PreserveWhitespace);
        encrypted.ReplaceWith(assertion);
        assertion.Elements().Where(element => element.Name.LocalName == "Signature").Remove();
        assertion.Descendants(Saml + "AuthnContextClassRef").Single().Value = level;
        foreach (var attribute in assertion.Descendants(Saml + "Attribute"))
        {
            var name = attribute.Attribute("Name")!;
            (name.Value, var value) = name.Value[(name.Value.LastIndexOf('/') + 1)..] switch
            {
                "PersonIdentifier" => ("urn:oid:1.2.752.29.4.13", "19800229-1234"),
                "CurrentFamilyName" => ("urn:oid:2.5.4.4", null),
                _ => (name.Value, (string?)null),
            };
            attribute.Element(Saml + "AttributeValue")!.Value = value ?? attribute.Element(Saml + "AttributeValue")!.Value;
        }

        var document = XmlOutput.ToDocument(response);
        EnvelopedSigner.Sign(
            document.DocumentElement!, "ID", host.Node.SigningKey.With(SignatureAlgorithm.RsaPkcs1Sha256), after: document.DocumentElement!.FirstChild);
        return XmlOutput.ToBytes(document);
    }
}
