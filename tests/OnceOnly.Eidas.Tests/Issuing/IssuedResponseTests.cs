// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Profiles;
using OnceOnly.Eidas.Responses;
using OnceOnly.Eidas.Saml;
using OnceOnly.Eidas.Tests.World;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Tests.Issuing;

public class IssuedResponseTests
{
    [Fact]
    public void a_natural_person_logs_in()
    {
        var accepted = LogIn(new Authentication
        {
            Subject = Actors.Carmen,
            LevelOfAssurance = AssuranceLevelUri.Of(AssuranceLevel.High),
        });

        accepted.Subject.ShouldBe(Actors.Carmen);
        accepted.Representative.ShouldBeNull();
        accepted.NotifiedLevel.ShouldBe(AssuranceLevel.High);
        accepted.Country.ShouldBe("ES");
    }

    [Fact]
    public void a_legal_person_logs_in_through_a_representative()
    {
        var accepted = LogIn(new Authentication
        {
            Subject = Actors.Bodegas,
            Representative = Actors.Carmen,
            LevelOfAssurance = AssuranceLevelUri.Of(AssuranceLevel.Substantial),
            SignAssertion = true,
        });

        accepted.Subject.ShouldBe(Actors.Bodegas);
        accepted.Representative.ShouldBe(Actors.Carmen);
    }

    [Fact]
    public void a_node_may_sign_with_an_elliptic_curve()
    {
        var node = Actors.Node with { SigningKey = new SigningKey(TestKeys.NodeP256) };
        var request = Actors.Request();
        var response = IssuedResponse.Success(
            node,
            Actors.Receive(request),
            new Authentication { Subject = Actors.Carmen, LevelOfAssurance = AssuranceLevelUri.Of(AssuranceLevel.High) },
            Actors.Now);

        ResponseValidator.Validate(response.Xml, Actors.Expect(request.Id, node), Actors.Now)
            .ShouldBeOfType<AcceptedResponse>();
    }

    [Theory]
    [InlineData(StatusCode.Requester, StatusCode.RequestDenied, LoginFailureReason.Cancelled)]
    [InlineData(StatusCode.Responder, StatusCode.AuthnFailed, LoginFailureReason.NotAuthenticated)]
    [InlineData(StatusCode.Responder, StatusCode.NoAuthnContext, LoginFailureReason.LevelNotReached)]
    [InlineData(StatusCode.Requester, StatusCode.InvalidAttrNameOrValue, LoginFailureReason.RequestRefused)]
    [InlineData(StatusCode.VersionMismatch, null, LoginFailureReason.RequestRefused)]
    [InlineData(StatusCode.Responder, null, LoginFailureReason.NodeFailed)]
    [InlineData(StatusCode.Responder, "http://id.elegnamnden.se/status/1.0/cancel", LoginFailureReason.NodeFailed)]
    [InlineData(StatusCode.AuthnFailed, null, LoginFailureReason.NotAuthenticated)]
    [InlineData(StatusCode.RequestDenied, null, LoginFailureReason.Cancelled)]
    [InlineData(StatusCode.NoAuthnContext, null, LoginFailureReason.LevelNotReached)]
    [InlineData(StatusCode.RequestDenied, StatusCode.AuthnFailed, LoginFailureReason.NotAuthenticated)]
    [InlineData("urn:oasis:names:tc:SAML:2.0:status:UnknownPrincipal", null, LoginFailureReason.RequestRefused)]
    public void a_failure_says_why(string code, string? subCode, LoginFailureReason reason)
    {
        var request = Actors.Request();
        var response = IssuedResponse.Failure(Actors.Node, Actors.Receive(request), Actors.Now, code, subCode, "Why & how");

        var outcome = ResponseValidator.Validate(response.Xml, Actors.Expect(request.Id), Actors.Now)
            .ShouldBeOfType<UnsuccessfulResponse>();
        outcome.ShouldBe(new UnsuccessfulResponse(reason, code, subCode, "Why & how"));
    }

    [Theory]
    [InlineData("http://id.elegnamnden.se/status/1.0/cancel", null, LoginFailureReason.Cancelled)]
    [InlineData("http://id.elegnamnden.se/status/1.0/cancelled", null, LoginFailureReason.NodeFailed)]
    [InlineData(StatusCode.AuthnFailed, "ErrorCode nr25", LoginFailureReason.Cancelled)]
    [InlineData(StatusCode.AuthnFailed, "ErrorCode nr19", LoginFailureReason.NotAuthenticated)]
    [InlineData(null, "ErrorCode NR25", LoginFailureReason.NodeFailed)]
    [InlineData(null, null, LoginFailureReason.NodeFailed)]
    public void a_connector_may_have_words_of_its_own_for_cancelling(string? subCode, string? message, LoginFailureReason reason)
    {
        var request = Actors.Request();
        var response = IssuedResponse.Failure(Actors.Node, Actors.Receive(request), Actors.Now, StatusCode.Responder, subCode, message);
        var expected = Actors.Expect(request.Id) with
        {
            Profile = ConnectorProfile.Eidas with { CancelCodes = ["http://id.elegnamnden.se/status/1.0/cancel", "nr25"] },
        };

        ResponseValidator.Validate(response.Xml, expected, Actors.Now).ShouldBeOfType<UnsuccessfulResponse>().Reason.ShouldBe(reason);
    }

    [Fact]
    public void words_for_cancelling_change_no_success()
    {
        var request = Actors.Request();
        var response = IssuedResponse.Success(
            Actors.Node,
            Actors.Receive(request),
            new Authentication { Subject = Actors.Carmen, LevelOfAssurance = AssuranceLevelUri.Of(AssuranceLevel.High) },
            Actors.Now);
        var expected = Actors.Expect(request.Id) with { Profile = ConnectorProfile.Eidas with { CancelCodes = [StatusCode.Success] } };

        ResponseValidator.Validate(response.Xml, expected, Actors.Now).ShouldBeOfType<AcceptedResponse>();
    }

    private static AcceptedResponse LogIn(Authentication authentication)
    {
        var request = Actors.Request();
        var response = IssuedResponse.Success(Actors.Node, Actors.Receive(request), authentication, Actors.Now);
        var form = response.FormFields("relay");
        PostForm.TryDecode(form[PostForm.ResponseField], out var message).ShouldBeTrue();

        var outcome = ResponseValidator.Validate(message, Actors.Expect(request.Id), Actors.Now.AddSeconds(2));
        if (outcome is RefusedResponse refused)
        {
            refused.Failures.ShouldBeEmpty();
        }

        return outcome.ShouldBeOfType<AcceptedResponse>();
    }
}
