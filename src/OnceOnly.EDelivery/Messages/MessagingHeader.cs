// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.EDelivery.Messages;

/// <summary>An <c>eb:Messaging</c>: one user message or one signal, as the profile sends them.</summary>
/// <param name="User">Null for a signal.</param>
/// <param name="Signal">Null for a user message.</param>
public sealed record MessagingHeader(UserMessage? User, SignalMessage? Signal)
{
    /// <param name="messaging">The header block.</param>
    /// <param name="header">What it says.</param>
    /// <param name="element">The first element that is not as it should be, for the log; a name, never a value.</param>
    public static bool TryRead(XmlElement messaging, [NotNullWhen(true)] out MessagingHeader? header, [NotNullWhen(false)] out string? element)
    {
        ArgumentNullException.ThrowIfNull(messaging);
        header = null;
        element = "Messaging";
        var children = new ChildElements(messaging);
        if (children.Take(EbmsNames.Ebms, "UserMessage") is { } user)
        {
            if (children.IsExhausted && UserMessageReader.TryRead(user, out var message, out element))
            {
                header = new MessagingHeader(message, null);
            }
        }
        else if (children.Take(EbmsNames.Ebms, "SignalMessage") is { } signal && children.IsExhausted
            && SignalMessageReader.TryRead(signal, out var read, out element))
        {
            header = new MessagingHeader(null, read);
        }

        element ??= "Messaging";
        return header is not null;
    }
}
