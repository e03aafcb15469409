// SPDX-License-Identifier: EUPL-1.2

using System.Text;
using System.Xml.Linq;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Saml;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.EidMethods;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Identity.Tests.EidasSaml;

/// <summary>What the gateway wants an answer to be. That each rule works is the library's; that it is given what it needs is ours.</summary>
public sealed class ExpectedAnswerTests
{
    private const string Section = "Identity:EidasSaml";
    private const string Substantial = "http://eidas.europa.eu/LoA/substantial";

    private static readonly XNamespace Saml = SamlNames.Assertion;
    private static readonly XNamespace Signature = "http://www.w3.org/2000/09/xmldsig#";

    private static readonly Dictionary<string, Case> Cases = new(StringComparer.Ordinal)
    {
        ["an identifier of another country, where metadata name none"] = new("identifier-origin", Identifier: "FR/EL/1"),
        ["an identifier made for another country"] = new("identifier-destination", Identifier: "ES/FR/1"),
        ["an identifier made for us, when we are another country"] = new("identifier-destination", Settings: [($"{Section}:Country", "FR")]),
        ["a level below the configured one"] = new("level-of-assurance", Settings: [($"{Section}:Connectors:ES:RequestedLevel", "High")]),
        ["a level below the one the log-in needs"] = new("level-of-assurance", Needed: LevelOfAssurance.High),
        ["a level above the country's best, where metadata declare none"] =
            new("level-of-assurance-declared", Settings: [($"{Section}:Connectors:ES:HighestLevel", "Low")]),
        ["a log-in before the request"] = new("authn-instant", LoggedInBefore: TimeSpan.FromMinutes(2)),
        ["a log-in before the request by a clock that differs less"] =
            new(null, LoggedInBefore: TimeSpan.FromMinutes(2), Settings: [($"{Section}:ClockSkew", "00:03:00")]),
        ["the answer to another request"] = new("response-in-response-to", Request: request => request with { Id = "_another" }),
        ["an answer for another endpoint"] = new(
            "response-destination", Request: request => request with { AssertionConsumerService = "https://gateway.example.gr/elsewhere" }),
        ["an answer for another audience"] = new("conditions-audience", Request: request => request with
        {
            ServiceProvider = request.ServiceProvider with { EntityId = "https://another.example.gr/metadata" },
        }),
        ["what was asked for"] = new(null),
    };

    public static TheoryData<string> Names => new(Cases.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task what_is_expected_of_an_answer_comes_from_configuration_and_the_request(string how)
    {
        var one = Cases[how];
        await using var host = new SamlHost();
        host.Node = host.Node with { Country = null, AssuranceLevels = [] };
        host.Publish(TimeSpan.FromHours(1));
        await host.StartAsync(one.Settings ?? []);
        var departure = await host.Method.StartAsync(new EidRequest("login", "ES", one.Needed), TestContext.Current.CancellationToken);

        await host.AnswerAsync(departure.ShouldNotBeNull(), request => Answer(host, one, one.Request?.Invoke(request) ?? request));

        (host.Logins.Completed is null).ShouldBe(one.Rule is not null, host.Log.Text);
        if (one.Rule is not null)
        {
            host.Log.Text.ShouldContain($"Rules broken: {one.Rule}");
        }
    }

    // What our node says, but for the time of the log-in.
    private static byte[] Answer(SamlHost host, Case one, ReceivedAuthnRequest request)
    {
        var issued = IssuedResponse.Success(
            host.Node,
            request with { ServiceProvider = request.ServiceProvider with { EncryptionCertificate = SamlHost.OurCertificate } },
            Personas.Person(one.Identifier).LoggedIn() with { LevelOfAssurance = Substantial },
            host.Clock.GetUtcNow());
        var response = XElement.Parse(Encoding.UTF8.GetString(issued.Xml.Span), LoadOptions.PreserveWhitespace);
        response.Element(Signature + "Signature")!.Remove();
        var encrypted = response.Element(Saml + "EncryptedAssertion")!;
        var assertion = XElement.Parse(SamlHost.Decrypt(encrypted), LoadOptions.PreserveWhitespace);
        assertion.Element(Saml + "AuthnStatement")!.SetAttributeValue(
            "AuthnInstant", (host.Clock.GetUtcNow() - one.LoggedInBefore).ToString("yyyy-MM-ddTHH:mm:ssZ"));
        encrypted.ReplaceNodes(ElementEncryptor.Encrypt(XmlOutput.ToBytes(XmlOutput.ToDocument(assertion)), SamlHost.OurCertificate));
        var document = XmlOutput.ToDocument(response);
        EnvelopedSigner.Sign(document.DocumentElement!, "ID", host.Node.SigningKey, after: document.DocumentElement!.FirstChild);
        return XmlOutput.ToBytes(document);
    }

    private sealed record Case(
        string? Rule,
        string Identifier = "ES/EL/1",
        TimeSpan LoggedInBefore = default,
        LevelOfAssurance Needed = LevelOfAssurance.Low,
        Func<ReceivedAuthnRequest, ReceivedAuthnRequest>? Request = null,
        (string, string)[]? Settings = null);
}
