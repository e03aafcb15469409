// SPDX-License-Identifier: EUPL-1.2

using System.Xml;
using OnceOnly.EDelivery.Security;
using OnceOnly.XmlSecurity.Encryption;

namespace OnceOnly.EDelivery.Opening;

/// <summary>Every attachment is encrypted once, and nothing else is.</summary>
internal static class EncryptionCheck
{
    /// <returns>By content identifier.</returns>
    public static Dictionary<string, EncryptedAttachment> Run(ReceivedMessage message, SecurityHeader security, List<RuleFailure> failures)
    {
        var encrypted = new Dictionary<string, EncryptedAttachment>(StringComparer.Ordinal);
        var keys = new Dictionary<XmlElement, TransportedKey>();
        foreach (var data in security.EncryptedData)
        {
            if (!EncryptedAttachment.TryRead(data, security.EncryptedKeys, keys, out var attachment, out var problem))
            {
                failures.Add(new RuleFailure(MessageRules.Encrypted, problem));
                return encrypted;
            }

            if (!encrypted.TryAdd(attachment.ContentId, attachment))
            {
                failures.Add(new RuleFailure(MessageRules.Encrypted, "One attachment is said to be encrypted twice."));
            }
        }

        var present = message.Attachments.Select(part => part.ContentId).ToHashSet(StringComparer.Ordinal);
        if (!present.SetEquals(encrypted.Keys))
        {
            failures.Add(new RuleFailure(
                MessageRules.Encrypted, $"{present.Count} attachments came, {encrypted.Count} are said to be encrypted, {present.Intersect(encrypted.Keys, StringComparer.Ordinal).Count()} are both."));
        }

        return encrypted;
    }
}
