// SPDX-License-Identifier: EUPL-1.2

using System.Xml.Linq;
using OnceOnly.EDelivery.Envelopes;
using OnceOnly.EDelivery.Messages;
using OnceOnly.EDelivery.Mime;
using OnceOnly.EDelivery.Opening;
using OnceOnly.EDelivery.Security;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.EDelivery.Signals;

/// <summary>Makes receipts and error signals: bare SOAP envelopes, signed.</summary>
public static class SignalPacker
{
    private const string ContentType = EbmsNames.SoapMediaType + "; charset=UTF-8";

    /// <summary>A receipt with non-repudiation information: the references of the message's signature, repeated and signed by us (AS4 §5.1.8).</summary>
    /// <param name="message">What was opened and stored.</param>
    /// <param name="signal">Identifier and time of the receipt; it is made to refer to the message.</param>
    /// <param name="key">Our signing key.</param>
    public static WireMessage Receipt(OpenedMessage message, SignalMessage signal, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(signal);
        var answer = signal with { RefToMessageId = message.Header.User?.MessageId };
        return Write(MessagingWriter.Write(answer, message.References), key);
    }

    /// <param name="signal">Identifier, time and errors.</param>
    /// <param name="key">Our signing key; null towards somebody unknown, who shall not make us compute signatures.</param>
    public static WireMessage Error(SignalMessage signal, SigningKey? key)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return Write(MessagingWriter.Write(signal, references: null), key);
    }

    private static WireMessage Write(XElement signal, SigningKey? key)
    {
        var envelope = EnvelopeWriter.Write(signal);
        if (key is null)
        {
            envelope.Security!.ParentNode!.RemoveChild(envelope.Security);
        }
        else
        {
            EnvelopeSigner.Sign(envelope, key, []);
        }

        return new WireMessage(ContentType, [XmlOutput.ToBytes(envelope.Body.OwnerDocument)]);
    }
}
