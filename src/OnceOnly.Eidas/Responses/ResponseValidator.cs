// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Responses;

/// <summary>Validates a node's answer: size, parse, shape, signature, only then decryption, then the assertion.</summary>
/// <remarks>Pure: same message, expectation and time give the same outcome. Single use is the caller's, see <see cref="AcceptedResponse"/>.</remarks>
public static class ResponseValidator
{
    private static readonly TimeSpan MostClockOffset = TimeSpan.FromDays(1);

    /// <param name="message">The response, XML, as <see cref="PostForm.TryDecode"/> gave it.</param>
    /// <param name="expected">What the answer must look like.</param>
    /// <param name="now">The time.</param>
    public static ResponseOutcome Validate(ReadOnlyMemory<byte> message, ResponseExpectation expected, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(expected);
        var context = new CheckContext(expected, now, new Findings());
        var findings = context.Findings;
        findings.Require(!(expected.Node.ValidUntil <= now), ResponseRules.MetadataValidUntil);

        if (!SafeXml.TryRead(message, XmlLimits.Message, out var document, out var fault))
        {
            return findings.Refuse(RuleOf(fault));
        }

        var root = document.DocumentElement!;
        if (!root.Is(SamlNames.Protocol, "Response"))
        {
            return findings.Refuse(ResponseRules.ResponseRoot);
        }

        var envelope = ResponseEnvelope.Read(root, context);
        context = context with { Issued = envelope.IssueInstant };
        var verified = Verify(root, envelope, context);
        if (verified is null)
        {
            LookAtEncryption(envelope, context);
            return findings.Refuse();
        }

        findings.Age = now - envelope.IssueInstant;
        findings.ClockOffset = ClockOffset(envelope.IssueInstant, context);
        if (!envelope.Status.IsSuccess)
        {
            return findings switch
            {
                { None: true } => envelope.Status.ToOutcome(expected.Profile.CancelCodes),
                { OnlyLateness: true } => findings.Refuse(),
                _ => findings.Refuse(ResponseRules.ResponseStatus),
            };
        }

        return Open(verified, envelope, context) is { } assertion
            ? AssertionCheck.Check(assertion, envelope, context) ?? (ResponseOutcome)findings.Refuse()
            : findings.Refuse();
    }

    // What cannot be right by a good clock. An old answer can: the citizen took time, or the network did.
    private static TimeSpan? ClockOffset(DateTimeOffset? issued, CheckContext context)
    {
        var ahead = issued - context.Now;
        var offset = ahead > context.Tolerances.ClockSkew ? ahead
            : context.IsBeforeRequest(issued) ? issued - context.Expected.RequestIssuedAt
            : null;
        return offset?.Duration() <= MostClockOffset ? offset : null;
    }

    private static VerifiedElement? Verify(XmlElement root, ResponseEnvelope envelope, CheckContext context)
    {
        var expected = context.Expected;
        if (!SignatureVerifier.TryVerify(root, "ID", expected.Node.SigningKeys, expected.Profile.Signatures, out var verified, out var fault))
        {
            foreach (var other in SignatureVerifier.FaultsOfForm(root, "ID", expected.Node.SigningKeys, expected.Profile.Signatures))
            {
                context.Findings.Require(false, RuleOf(other));
            }

            context.Findings.Require(false, RuleOf(fault));
            return null;
        }

        // Wrapping needs a second signature, or the first one elsewhere; neither has business in a response. An assertion
        // in clear text may have one of its own, which is verified with it; one beside a failure is never read.
        var ofAssertion = envelope.Status.IsSuccess
            ? envelope.Assertion?.Children(XmlNames.Signature, "Signature").Count() ?? 0
            : root.Children(SamlNames.Assertion, "Assertion").Sum(assertion => assertion.CountBelow(XmlNames.Signature, "Signature"));
        var isOnlyOne = root.CountBelow(XmlNames.Signature, "Signature") == 1 + ofAssertion;
        return context.Findings.Require(isOnlyOne, ResponseRules.SignatureForm) ? verified : null;
    }

    private static OpenedAssertion? Open(VerifiedElement verified, ResponseEnvelope envelope, CheckContext context)
    {
        if (envelope.Assertion is not { } assertion)
        {
            return null;
        }

        if (assertion.LocalName == "Assertion")
        {
            return OpenedAssertion.Of(assertion, context);
        }

        var expected = context.Expected;
        if (ElementDecryptor.TryDecrypt(
            verified, assertion, expected.DecryptionKeys, expected.Profile.Encryption, out var plaintext, out var fault))
        {
            return OpenedAssertion.Read(plaintext, assertion, context);
        }

        context.Findings.Require(false, RuleOf(fault));
        return null;
    }

    // Nothing is decrypted for a stranger; but whoever has to mend the message wants to know all that is wrong with it.
    private static void LookAtEncryption(ResponseEnvelope envelope, CheckContext context)
    {
        if (envelope is { Status.IsSuccess: true, Assertion: { LocalName: "EncryptedAssertion" } assertion }
            && ElementDecryptor.FaultOfForm(assertion, context.Expected.Profile.Encryption) is var fault and not DecryptionFault.None)
        {
            context.Findings.Require(false, RuleOf(fault));
        }
    }

    private static ResponseRule RuleOf(XmlFault fault) => fault switch
    {
        XmlFault.TooLarge => ResponseRules.MessageSize,
        XmlFault.TooDeep or XmlFault.TooManyNodes => ResponseRules.MessageLimits,
        XmlFault.RepeatedId => ResponseRules.MessageIds,
        _ => ResponseRules.MessageXml,
    };

    private static ResponseRule RuleOf(DecryptionFault fault) => fault switch
    {
        DecryptionFault.Malformed => ResponseRules.EncryptionForm,
        DecryptionFault.AlgorithmRefused => ResponseRules.EncryptionAlgorithm,
        _ => ResponseRules.Decryption,
    };

    private static ResponseRule RuleOf(SignatureFault fault) => fault switch
    {
        SignatureFault.Missing => ResponseRules.SignaturePresent,
        SignatureFault.SignsSomethingElse => ResponseRules.SignatureReference,
        SignatureFault.AlgorithmRefused => ResponseRules.SignatureAlgorithm,
        SignatureFault.NoFittingKey => ResponseRules.SignatureKey,
        SignatureFault.NotMadeByTrustedKey => ResponseRules.SignatureValue,
        SignatureFault.DigestMismatch => ResponseRules.SignatureDigest,
        _ => ResponseRules.SignatureForm,
    };
}
