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
        var failures = new List<RuleFailure>();
        return Verify(message, signers, now, limits, failures) is { } verified
            ? Decrypt(verified, keys, limits)
            : new RefusedMessage(failures);
    }

    /// <summary>What can be judged before a key of ours is used; leaves the octets as they are.</summary>
    /// <returns>Null when something is wrong, which is then among the failures.</returns>
    internal static VerifiedMessage? Verify(
        ReceivedMessage message, IReadOnlyList<TrustedSigner> signers, DateTimeOffset now, OpeningLimits limits, List<RuleFailure> failures)
    {
        if (!SecurityHeader.TryRead(message.Envelope, out var security, out var problem))
        {
            failures.Add(new RuleFailure(MessageRules.Security, problem));
            return null;
        }

        FormCheck.Run(message, failures);
        TimeCheck.Run(message.Header, now, limits, failures);
        TimeCheck.Run(security, now, limits, failures);
        var signature = SignatureCheck.Run(message, security, signers, now, failures);
        var encrypted = EncryptionCheck.Run(message, security, failures);
        return failures.Count > 0 ? null : new VerifiedMessage(message, signature!, encrypted);
    }

    /// <summary>Decrypts the parts in place and compares them with what was signed.</summary>
    internal static OpenOutcome Decrypt(VerifiedMessage message, IReadOnlyList<DecryptionKey> keys, OpeningLimits limits)
    {
        var failures = new List<RuleFailure>();
        var parts = new PartOpener(limits, keys, failures).Open(message.Received, message.Signature, message.Encrypted);
        return failures.Count > 0
            ? new RefusedMessage(failures)
            : new OpenedMessage(message.Received.Header, parts, message.Signature.Signer.Certificate)
            {
                References = [.. message.Signature.References.Select(reference => reference.Element)],
                PartDigests = message.Signature.Attachments.ToDictionary(part => part.Key, part => part.Value.DigestValue, StringComparer.Ordinal),
            };
    }
}
