// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Security;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.EDelivery.Opening;

/// <summary>Asks the signature for exactly what must be signed; it is never asked what it signs.</summary>
internal static class SignatureCheck
{
    public static VerifiedSignature? Run(
        ReceivedMessage message, SecurityHeader security, IReadOnlyList<TrustedSigner> signers, DateTimeOffset now, List<RuleFailure> failures)
    {
        if (!DetachedSignature.TryRead(
            security.Signature, As4Profile.Signature, EbmsNames.AttachmentContentSignature, As4Profile.MaxReferences, out var signature, out var fault))
        {
            failures.Add(new RuleFailure(
                fault == SignatureFault.AlgorithmRefused ? MessageRules.SignatureAlgorithm : MessageRules.Security, $"The signature: {fault}."));
            return null;
        }

        // What a stranger wrote into the references is looked at only after they are known to be the signer's.
        if (signers.FirstOrDefault(candidate => signature.IsMadeBy(candidate.Key, As4Profile.Signature)) is not { } signer)
        {
            failures.Add(new RuleFailure(MessageRules.Signer, $"None of the {signers.Count} trusted keys made it."));
            return null;
        }

        if (!signer.IsInPeriod(now))
        {
            failures.Add(new RuleFailure(
                MessageRules.SignerPeriod, $"It is valid from {HeaderText.Write(signer.NotBefore)} to {HeaderText.Write(signer.NotAfter)}."));
        }

        var attachments = new Dictionary<string, SignedReference>(StringComparer.Ordinal);
        var rest = new List<SignedReference>(signature.References);
        Take(rest, message.Envelope.Messaging, MessageRules.CoversHeader, failures);
        Take(rest, message.Envelope.Body, MessageRules.CoversBody, failures);
        foreach (var token in security.Tokens.Where(token => rest.Exists(reference => SecurityHeader.IsMeant(token, reference.Uri))))
        {
            Take(rest, token, MessageRules.CoversNothingElse, failures);
        }

        foreach (var attachment in message.Attachments)
        {
            var found = rest.FindAll(reference =>
                !reference.IsOfElement && ContentReference.TryRead(reference.Uri, out var contentId) && contentId == attachment.ContentId);
            if (found is [var only])
            {
                attachments.Add(attachment.ContentId, only);
                rest.Remove(only);
            }
            else
            {
                failures.Add(new RuleFailure(MessageRules.CoversParts, $"An attachment is referred to {found.Count} times."));
            }
        }

        if (rest.Count > 0)
        {
            failures.Add(new RuleFailure(MessageRules.CoversNothingElse, $"{rest.Count} more references."));
        }

        return new VerifiedSignature(signer, signature.References, attachments);
    }

    private static void Take(List<SignedReference> references, XmlElement element, MessageRule rule, List<RuleFailure> failures)
    {
        var found = references.FindAll(reference => reference.IsOfElement && SecurityHeader.IsMeant(element, reference.Uri));
        if (found is not [var only])
        {
            failures.Add(new RuleFailure(rule, $"{element.LocalName} is referred to {found.Count} times."));
            return;
        }

        references.Remove(only);
        if (!only.Matches(element))
        {
            failures.Add(new RuleFailure(rule, $"{element.LocalName} is not what was signed."));
        }
    }
}
