// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Mime;
using OnceOnly.EDelivery.Packaging;
using OnceOnly.EDelivery.Security;
using OnceOnly.XmlSecurity.Encryption;

namespace OnceOnly.EDelivery.Opening;

/// <summary>Decrypts attachments in place, compares them with what was signed, and measures what they hold.</summary>
internal sealed class PartOpener(OpeningLimits limits, IReadOnlyList<DecryptionKey> keys, List<RuleFailure> failures)
{
    private readonly Dictionary<TransportedKey, byte[]> contentKeys = [];
    private long remaining = limits.MaxPayloadBytes;

    public IReadOnlyList<ReceivedPart> Open(
        ReceivedMessage message, VerifiedSignature signature, Dictionary<string, EncryptedAttachment> encrypted)
    {
        var opened = new List<ReceivedPart>();
        foreach (var info in message.Header.User?.Parts ?? [])
        {
            var attachment = message.Attachments.First(part => part.ContentId == info.ContentId);
            if (TryOpen(info, attachment, encrypted[info.ContentId], signature) is not { } part)
            {
                break;
            }

            opened.Add(part);
        }

        foreach (var key in contentKeys.Values)
        {
            CryptographicOperations.ZeroMemory(key);
        }

        return opened;
    }

    private ReceivedPart? TryOpen(PartInfo info, MimePart attachment, EncryptedAttachment encrypted, VerifiedSignature signature)
    {
        if (!SealedOctets.TryOpen(attachment.Content, ContentKey(encrypted), out var content))
        {
            failures.Add(new RuleFailure(MessageRules.Decryption, "An attachment does not open with our keys."));
            return null;
        }

        if (!signature.Attachments[info.ContentId].Matches(content.Span))
        {
            failures.Add(new RuleFailure(MessageRules.CoversParts, "An attachment is not what was signed."));
            return null;
        }

        if (Check(info, content, out var size) is not { } open)
        {
            return null;
        }

        remaining -= size;
        return new ReceivedPart(info, open, size);
    }

    // Almost always one key for all attachments, and RSA is slow.
    private byte[] ContentKey(EncryptedAttachment encrypted)
    {
        if (!contentKeys.TryGetValue(encrypted.Key, out var key))
        {
            contentKeys.Add(encrypted.Key, key = encrypted.Key.Unwrap(keys, encrypted.Algorithm));
        }

        return key;
    }

    private Func<Stream>? Check(PartInfo info, ReadOnlyMemory<byte> content, out long size)
    {
        size = content.Length;
        if (info.CompressionType is not (null or EbmsNames.Gzip))
        {
            failures.Add(new RuleFailure(MessageRules.Decompression, "A part is compressed in an unknown way."));
            return null;
        }

        var isTooLarge = size > remaining;
        Func<Stream>? open = info.CompressionType is not null
            ? GzipOctets.Check(content, remaining, out size, out isTooLarge)
            : () => new ReadOnlyMemoryStream(content);
        if (isTooLarge)
        {
            failures.Add(new RuleFailure(MessageRules.PayloadSize, $"The parts are larger than {limits.MaxPayloadBytes} bytes together."));
            return null;
        }

        if (open is null)
        {
            failures.Add(new RuleFailure(MessageRules.Decompression, "A part is no gzip, or is cut off."));
        }

        return open;
    }
}
