// SPDX-License-Identifier: EUPL-1.2

using System.Runtime.CompilerServices;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Profiles;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Tests.World;

namespace OnceOnly.Eidas.Tests.Attacks;

/// <summary>One file an attack (<c>Messages/README.md</c>); its name is the test's. Other libraries can be given the same files.</summary>
public class AttackFileTests
{
    [Fact]
    public void genuine() => Validate("genuine").ShouldBeOfType<AcceptedResponse>().Subject.Identifier.Value.ShouldBe("ES/EL/02635542Y");

    [Fact]
    public void xsw1_response_inside_its_signature() => Refuse(ResponseRules.OneEncryptedAssertion, ResponseRules.SignatureForm);

    [Fact]
    public void xsw2_response_before_its_signature() => Refuse(ResponseRules.ResponseSchema, ResponseRules.ResponseStatus, ResponseRules.SignatureReference);

    [Fact]
    public void xsw3_evil_assertion_before() => Refuse(ResponseRules.OneEncryptedAssertion, ResponseRules.SignaturePresent);

    [Fact]
    public void xsw4_assertion_inside_evil_one() => Refuse(ResponseRules.OneEncryptedAssertion, ResponseRules.SignaturePresent);

    [Fact]
    public void xsw5_signature_in_evil_one() => Refuse(ResponseRules.OneEncryptedAssertion, ResponseRules.SignaturePresent);

    [Fact]
    public void xsw6_assertion_inside_its_signature() => Refuse(ResponseRules.OneEncryptedAssertion, ResponseRules.SignaturePresent);

    [Fact]
    public void xsw7_evil_assertion_in_extensions() => Refuse(ResponseRules.OneEncryptedAssertion, ResponseRules.SignaturePresent);

    [Fact]
    public void xsw8_assertion_in_an_object() => Refuse(ResponseRules.OneEncryptedAssertion, ResponseRules.SignaturePresent);

    [Fact]
    public void signatures_left_out() => Refuse(ResponseRules.SignaturePresent);

    [Fact]
    public void signature_of_the_response_left_out() => Refuse(ResponseRules.SignaturePresent);

    [Fact]
    public void comment_in_the_identifier() => Refuse(ResponseRules.AttributeValue, ResponseRules.MinimumDataSet);

    [Fact]
    public void instruction_in_the_name() => Refuse(ResponseRules.SignatureDigest);

    [Fact]
    public void two_signed_infos() => Refuse(ResponseRules.SignatureForm);

    [Fact]
    public void comment_in_the_digest() => Refuse(ResponseRules.SignatureForm);

    [Fact]
    public void digest_smuggled_in_elsewhere() => Refuse(ResponseRules.SignatureDigest);

    [Fact]
    public void signature_for_a_second_parser() => Refuse(ResponseRules.SignatureDigest);

    [Fact]
    public void document_type() => Refuse(ResponseRules.MessageXml);

    [Fact]
    public void entities_that_multiply() => Refuse(ResponseRules.MessageXml);

    [Fact]
    public void entity_from_a_file() => Refuse(ResponseRules.MessageXml);

    [Fact]
    public void digest_by_sha1() => Refuse(ResponseRules.SignatureAlgorithm);

    [Fact]
    public void signature_by_rsa_sha1() => Refuse(ResponseRules.SignatureAlgorithm);

    [Fact]
    public void hmac_with_the_public_key() => Refuse(ResponseRules.SignatureAlgorithm);

    [Fact]
    public void two_elements_of_one_id() => Refuse(ResponseRules.MessageIds);

    [Fact]
    public void transform_by_xslt() => Refuse(ResponseRules.SignatureAlgorithm);

    [Fact]
    public void hundred_references() => Refuse(ResponseRules.SignatureForm);

    [Fact]
    public void strangers_certificate() => Refuse(ResponseRules.SignatureValue);

    [Fact]
    public void second_assertion() => Refuse(ResponseRules.OneEncryptedAssertion, ResponseRules.SignatureDigest);

    [Fact]
    public void assertion_a_stranger_encrypted() => Refuse(ResponseRules.SignaturePresent);

    [Fact]
    public void failure_turned_into_success() => Refuse(ResponseRules.SignatureDigest);

    [Fact]
    public void citizen_of_another_country() => Refuse(ResponseRules.IdentifierOrigin);

    [Fact]
    public void identifier_for_another_country() => Refuse(ResponseRules.IdentifierDestination);

    [Fact]
    public void level_too_low() => Refuse(ResponseRules.LevelOfAssurance);

    [Fact]
    public void for_another_audience() => Refuse(ResponseRules.ConditionsAudience);

    [Fact]
    public void for_another_recipient() => Refuse(ResponseRules.SubjectRecipient);

    [Fact]
    public void for_another_destination() => Refuse(ResponseRules.ResponseDestination);

    [Fact]
    public void to_another_request() => Refuse(ResponseRules.ResponseInResponseTo, ResponseRules.SubjectInResponseTo);

    [Fact]
    public void of_yesterday() => Validate("of-yesterday").ShouldBeOfType<RefusedResponse>().Failures.Select(failure => failure.Rule).ShouldBe(
    [
        ResponseRules.ResponseIssueInstant,
        ResponseRules.AssertionIssueInstant,
        ResponseRules.SubjectNotOnOrAfter,
        ResponseRules.ConditionsNotOnOrAfter,
        ResponseRules.AuthnInstant,
    ]);

    [Fact]
    public void every_file_has_its_test() =>
        Directory.EnumerateFiles(Folder, "*.xml").Select(file => Path.GetFileNameWithoutExtension(file).Replace('-', '_'))
            .Where(name => name != "node.metadata")
            .ShouldBeSubsetOf(typeof(AttackFileTests).GetMethods().Select(method => method.Name));

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Attacks", "Messages");

    private static void Refuse(ResponseRule first, ResponseRule? second = null, ResponseRule? third = null, [CallerMemberName] string name = "") =>
        Validate(name.Replace('_', '-')).ShouldBeOfType<RefusedResponse>()
            .Failures.Select(failure => failure.Rule).ShouldBe(new[] { first, second, third }.OfType<ResponseRule>());

    private static ResponseOutcome Validate(string name)
    {
        var metadata = File.ReadAllBytes(Path.Combine(Folder, "node.metadata.xml"));
        NodeMetadata.TryRead(metadata, MetadataTrust.AsGiven, Actors.Now, out var node, out var fault).ShouldBeTrue(fault.ToString());
        var expected = Actors.Expect(Templates.RequestId) with { Node = node!, Profile = new ConnectorProfile { AllowsPlainAssertion = true } };
        return ResponseValidator.Validate(File.ReadAllBytes(Path.Combine(Folder, name + ".xml")), expected, Actors.Now.AddSeconds(5));
    }
}
