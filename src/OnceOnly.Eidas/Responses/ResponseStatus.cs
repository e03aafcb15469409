// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Eidas.Responses;

/// <summary>samlp:Status: how it went, in one or two codes and a free text.</summary>
/// <param name="Code">Top code; null when there is none that SAML knows.</param>
/// <param name="SubCode">Second code.</param>
/// <param name="Message">Foreign text.</param>
internal sealed record ResponseStatus(string? Code, string? SubCode, string? Message)
{
    public bool IsSuccess => Code == StatusCode.Success;

    public static ResponseStatus Read(XmlElement? status)
    {
        if (status is null)
        {
            return new ResponseStatus(null, null, null);
        }

        var children = new ChildElements(status);
        var code = children.Take(SamlNames.Protocol, "StatusCode");
        var message = children.Take(SamlNames.Protocol, "StatusMessage");
        children.Take(SamlNames.Protocol, "StatusDetail");
        var top = code?.Attribute("Value");
        var sub = code?.Children(SamlNames.Protocol, "StatusCode").FirstOrDefault();
        // There are no kinds of success (SAML core §3.2.2.2): one that is qualified says two things.
        return new ResponseStatus(
            children.IsExhausted
                && (top is StatusCode.Success && new ChildElements(code!).IsExhausted
                    || top is StatusCode.Requester or StatusCode.Responder or StatusCode.VersionMismatch
                    // Some senders leave the general code out.
                    || StatusCode.IsSecondLevel(top))
                ? top
                : null,
            sub?.Attribute("Value"),
            message is not null && ElementText.TryGet(message, out var text) ? text.Trim() : null);
    }

    /// <param name="cancelCodes">See <see cref="Profiles.ConnectorProfile.CancelCodes"/>.</param>
    public UnsuccessfulResponse ToOutcome(IReadOnlyCollection<string> cancelCodes) => new(
        cancelCodes.Any(IsSaid) ? LoginFailureReason.Cancelled : ReasonOf(SubCode) ?? ReasonOf(Code) ?? LoginFailureReason.RequestRefused,
        Code!,
        SubCode,
        Message);

    private bool IsSaid(string code) => code == SubCode || Message?.Contains(code, StringComparison.Ordinal) == true;

    private static LoginFailureReason? ReasonOf(string? code) => code switch
    {
        StatusCode.RequestDenied => LoginFailureReason.Cancelled,
        StatusCode.AuthnFailed => LoginFailureReason.NotAuthenticated,
        StatusCode.NoAuthnContext => LoginFailureReason.LevelNotReached,
        StatusCode.Responder => LoginFailureReason.NodeFailed,
        _ => null,
    };
}
