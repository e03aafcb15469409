// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using OnceOnly.EDelivery.Envelopes;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Mime;
using OnceOnly.EDelivery.Security;

namespace OnceOnly.EDelivery.Opening;

/// <summary>A message that was read and not verified: good for finding out who claims to have sent it, and for nothing else.</summary>
public sealed class ReceivedMessage
{
    private ReceivedMessage(MessagingHeader header, Envelope envelope, IReadOnlyList<MimePart> attachments)
    {
        Header = header;
        Envelope = envelope;
        Attachments = attachments;
    }

    public MessagingHeader Header { get; }

    /// <summary>Certificates the message brought along. They prove nothing until somebody else vouches for them.</summary>
    public IReadOnlyList<X509Certificate2> OfferedCertificates => OfferedCertificate.All(Envelope);

    internal Envelope Envelope { get; }

    internal IReadOnlyList<MimePart> Attachments { get; }

    /// <summary>Takes a message apart.</summary>
    /// <param name="contentType">The HTTP header.</param>
    /// <param name="body">The HTTP body. Opening decrypts in place, so it must not be used otherwise afterwards.</param>
    /// <param name="limits">Caps.</param>
    /// <param name="message">The message.</param>
    /// <param name="failure">The rule that says why not.</param>
    public static bool TryRead(
        string? contentType,
        Memory<byte> body,
        OpeningLimits limits,
        [NotNullWhen(true)] out ReceivedMessage? message,
        [NotNullWhen(false)] out RuleFailure? failure)
    {
        ArgumentNullException.ThrowIfNull(limits);
        message = null;
        if (body.Length > limits.MaxMessageBytes)
        {
            failure = new RuleFailure(MessageRules.Size, $"{body.Length} bytes.");
            return false;
        }

        if (!WireParts.TryRead(contentType, body, limits.Mime, out var parts, out var fault))
        {
            failure = new RuleFailure(MessageRules.Mime, $"{fault}.");
            return false;
        }

        if (!Envelope.TryRead(parts.Envelope.Content, out var envelope, out var problem))
        {
            failure = new RuleFailure(MessageRules.Envelope, problem);
            return false;
        }

        if (!MessagingHeader.TryRead(envelope.Messaging, out var header, out var element))
        {
            failure = new RuleFailure(MessageRules.Header, $"{element} is missing, incomplete or holds something unknown.");
            return false;
        }

        message = new ReceivedMessage(header, envelope, parts.Attachments);
        failure = null;
        return true;
    }
}
