// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Xml;
using OnceOnly.XmlSecurity;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.EDelivery.Messages;

/// <summary>Reads <c>eb:SignalMessage</c>: a receipt with non-repudiation information, or errors.</summary>
internal static class SignalMessageReader
{
    private const int MaxErrors = 16;

    public static bool TryRead(XmlElement element, [NotNullWhen(true)] out SignalMessage? message, out string? wrong)
    {
        message = null;
        var children = new ChildElements(element);
        var info = children.Take(EbmsNames.Ebms, "MessageInfo");
        var receipt = children.Take(EbmsNames.Ebms, "Receipt");
        var errors = children.TakeAll(EbmsNames.Ebms, "Error");

        wrong = "SignalMessage";
        if (!children.IsExhausted || (receipt is null) == (errors.Count == 0) || errors.Count > MaxErrors)
        {
            return false;
        }

        wrong = "MessageInfo";
        if (!UserMessageReader.TryReadInfo(info, out var timestamp, out var messageId, out var refTo))
        {
            return false;
        }

        wrong = "Receipt";
        IReadOnlyList<AcknowledgedPart>? acknowledged = null;
        if (receipt is not null && !TryReadReceipt(receipt, out acknowledged))
        {
            return false;
        }

        wrong = "Error";
        var reported = new List<ReportedError>();
        foreach (var error in errors)
        {
            if (!TryReadError(error, out var read))
            {
                return false;
            }

            reported.Add(read);
        }

        message = new SignalMessage
        {
            MessageId = messageId!,
            Timestamp = timestamp,
            RefToMessageId = refTo,
            Receipt = acknowledged,
            Errors = reported,
        };
        wrong = null;
        return true;
    }

    private static bool TryReadReceipt(XmlElement receipt, [NotNullWhen(true)] out IReadOnlyList<AcknowledgedPart>? acknowledged)
    {
        acknowledged = null;
        var children = new ChildElements(receipt);
        if (children.Take(EbmsNames.Signals, "NonRepudiationInformation") is not { } information || !children.IsExhausted)
        {
            return false;
        }

        children = new ChildElements(information);
        var parts = new List<AcknowledgedPart>();
        foreach (var part in children.TakeAll(EbmsNames.Signals, "MessagePartNRInformation"))
        {
            var inner = new ChildElements(part);
            if (inner.Take(XmlNames.Signature, "Reference") is not { } reference || !inner.IsExhausted || !TryReadReference(reference, out var read))
            {
                return false;
            }

            parts.Add(read);
        }

        acknowledged = parts;
        return children.IsExhausted && parts.Count > 0;
    }

    private static bool TryReadReference(XmlElement reference, [NotNullWhen(true)] out AcknowledgedPart? part)
    {
        part = null;
        var children = new ChildElements(reference);
        children.Take(XmlNames.Signature, "Transforms");
        var method = children.Take(XmlNames.Signature, "DigestMethod")?.Attribute("Algorithm");
        var digest = children.Take(XmlNames.Signature, "DigestValue");
        if (!children.IsExhausted || method is null || digest is null
            || reference.Attribute("URI") is not { Length: > 0 } uri
            || !ElementText.TryGetBase64(digest, out var value))
        {
            return false;
        }

        part = new AcknowledgedPart(uri, method, value);
        return true;
    }

    private static bool TryReadError(XmlElement error, [NotNullWhen(true)] out ReportedError? read)
    {
        read = null;
        if (!HeaderText.TryReadOptional(error, "errorCode", out var code) || code is null
            || error.Attribute("severity")?.ToLowerInvariant() is not ("failure" or "warning")
            || !HeaderText.TryReadOptional(error, "refToMessageInError", out var refTo))
        {
            return false;
        }

        // Descriptions are for people: whatever cannot be read is left out.
        var children = new ChildElements(error);
        HeaderText.TryRead(children.Take(EbmsNames.Ebms, "Description"), out var description);
        read = new ReportedError(
            new EbmsError(
                code,
                Shorten(error.Attribute("shortDescription")),
                Shorten(error.Attribute("category")),
                Shorten(error.Attribute("origin"))),
            "failure".Equals(error.Attribute("severity"), StringComparison.OrdinalIgnoreCase),
            description) { RefToMessageInError = refTo };
        return true;
    }

    private static string Shorten(string? text) => text is { Length: > 255 } ? text[..255] : text ?? string.Empty;
}
