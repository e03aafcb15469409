// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Security;
using OnceOnly.XmlSecurity.Encryption;

namespace OnceOnly.EDelivery.Opening;

/// <summary>Verifies and decrypts messages after one fixed profile.</summary>
/// <remarks>
/// The order: form and coverage, the signature over its references, header and body, then decryption, then the digests of
/// the parts. So nothing is decrypted for somebody who could not sign, and nothing is handed out before it was compared.
/// </remarks>
public static class MessageOpener
{
    /// <param name="message">What was read; its attachments are decrypted in place.</param>
    /// <param name="signers">Certificates trusted for the sender; two while one replaces the other.</param>
    /// <param name="keys">Our keys; likewise. Empty for signals, which are not encrypted.</param>
    /// <param name="now">The time to judge by.</param>
    /// <param name="limits">Caps and ages.</param>
    public static OpenOutcome Open(
        ReceivedMessage message,
        IReadOnlyList<TrustedSigner> signers,
        IReadOnlyList<DecryptionKey> keys,
        DateTimeOffset now,
        OpeningLimits limits)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(signers);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(limits);

        if (!SecurityHeader.TryRead(message.Envelope, out var security, out var problem))
        {
            return new RefusedMessage([new RuleFailure(MessageRules.Security, problem)]);
        }

        var failures = new List<RuleFailure>();
        FormCheck.Run(message, failures);
        TimeCheck.Run(message.Header, now, limits, failures);
        TimeCheck.Run(security, now, limits, failures);
        var signature = SignatureCheck.Run(message, security, signers, now, failures);
        var encrypted = EncryptionCheck.Run(message, security, failures);
        if (failures.Count > 0)
        {
            return new RefusedMessage(failures);
        }

        var parts = new PartOpener(limits, keys, failures).Open(message, signature!, encrypted);
        return failures.Count > 0
            ? new RefusedMessage(failures)
            : new OpenedMessage(message.Header, parts, signature!.Signer.Certificate)
            {
                References = [.. signature.References.Select(reference => reference.Element)],
            };
    }
}
