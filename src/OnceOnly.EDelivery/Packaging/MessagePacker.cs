// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using System.Xml.Linq;
using OnceOnly.EDelivery.Envelopes;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Mime;
using OnceOnly.EDelivery.Security;
using OnceOnly.XmlSecurity.Encryption;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.EDelivery.Packaging;

/// <summary>Makes AS4 messages: parts compressed, everything signed, then the parts encrypted (AS4 §5.1.6: sign, then encrypt).</summary>
public static class MessagePacker
{
    private const string EnvelopeId = "envelope@onceonly";

    /// <summary>Packs a user message.</summary>
    /// <param name="header">What to say; its parts are replaced by those that are sent.</param>
    /// <param name="parts">The payload, at most 64 parts.</param>
    /// <param name="key">Our RSA key; the profile signs with RSA-SHA256.</param>
    /// <param name="recipient">Certificate the recipient reads with.</param>
    /// <exception cref="ArgumentException">Two parts have one Content-ID, there are too many, or an identifier is unusable.</exception>
    public static PackedMessage Pack(UserMessage header, IReadOnlyList<OutgoingPart> parts, SigningKey key, X509Certificate2 recipient)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(recipient);
        if (parts.Count > As4Profile.MaxParts
            || parts.DistinctBy(part => part.ContentId, StringComparer.Ordinal).Count() != parts.Count
            || !parts.All(part => MessageIds.IsValid(part.ContentId) && part.ContentId != EnvelopeId)
            || !MessageIds.IsValid(header.MessageId))
        {
            throw new ArgumentException("Identifiers must be distinct and usable, and the parts at most 64.", nameof(parts));
        }

        var named = header with { Parts = [.. parts.Select(Describe)] };
        var buffers = parts.Select(Compress).ToList();
        var envelope = EnvelopeWriter.Write(MessagingWriter.Write(named));
        var signature = EnvelopeSigner.Sign(
            envelope,
            key,
            [.. parts.Zip(buffers, (part, buffer) => ReferenceToSign.To(
                ContentReference.Write(part.ContentId),
                EbmsNames.AttachmentContentSignature,
                buffer[SealedOctets.NonceBytes..^SealedOctets.TagBytes]))]);
        Encrypt(envelope, signature, parts, buffers, recipient);

        var wire = MultipartWriter.Write(
        [
            new MimePart(EnvelopeId, EbmsNames.SoapMediaType + "; charset=UTF-8", XmlOutput.ToBytes(envelope.Body.OwnerDocument)),
            .. parts.Zip(buffers, (part, buffer) => new MimePart(part.ContentId, "application/octet-stream", buffer)),
        ]);
        return new PackedMessage(named, wire, EnvelopeSigner.SignedParts(signature));
    }

    private static Memory<byte> Compress(OutgoingPart part)
    {
        using var content = part.OpenRead();
        return GzipOctets.Compress(content, part.Size, SealedOctets.NonceBytes, SealedOctets.TagBytes);
    }

    private static PartInfo Describe(OutgoingPart part) => new(
        part.ContentId,
        [
            new MessageProperty(MessageProperty.MimeType, part.MimeType),
            new MessageProperty(MessageProperty.CompressionType, EbmsNames.Gzip),
            .. part.Properties,
        ]);

    private static void Encrypt(
        Envelope envelope, XmlElement signature, IReadOnlyList<OutgoingPart> parts, List<Memory<byte>> buffers, X509Certificate2 recipient)
    {
        if (parts.Count == 0)
        {
            return;
        }

        var contentKey = SealedOctets.NewKey(EncryptionAlgorithms.Aes128Gcm);
        var identifiers = parts.Select(_ => EnvelopeWriter.NewId()).ToList();
        var keyId = EnvelopeWriter.NewId();
        var token = EnvelopeSigner.AddToken(envelope, recipient, before: signature);
        Add(TransportedKey.Write(contentKey, recipient, keyId, EnvelopeSigner.ReferenceTo(token), identifiers));
        for (var index = 0; index < parts.Count; index++)
        {
            SealedOctets.Seal(buffers[index].Span, contentKey);
            Add(EncryptedDataWriter.Write(identifiers[index], parts[index].ContentId, keyId));
        }

        CryptographicOperations.ZeroMemory(contentKey);

        // What a receiver must do first stands first: decrypt, then verify.
        void Add(XElement element) => envelope.Security!.InsertBefore(XmlOutput.ToElement(element, envelope.Security.OwnerDocument), signature);
    }
}
