// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;

namespace OnceOnly.EDelivery.Mime;

/// <summary>The SOAP envelope of an HTTP body, and the parts that came with it.</summary>
/// <param name="Envelope">UTF-8 of the envelope.</param>
/// <param name="Attachments">The other parts, in their order.</param>
public sealed record WireParts(MimePart Envelope, IReadOnlyList<MimePart> Attachments)
{
    /// <summary>Reads a bare SOAP envelope, or multipart/related with the envelope as its root part.</summary>
    /// <param name="contentType">The HTTP header.</param>
    /// <param name="body">The HTTP body; the parts are slices of it, and it must not be used otherwise afterwards.</param>
    /// <param name="limits">Caps.</param>
    /// <param name="parts">What was found.</param>
    /// <param name="fault">Why not, otherwise.</param>
    public static bool TryRead(
        string? contentType, Memory<byte> body, MimeLimits limits, [NotNullWhen(true)] out WireParts? parts, out MimeFault fault)
    {
        parts = null;
        fault = MimeFault.ContentType;
        if (!MediaType.TryParse(contentType, out var type))
        {
            return false;
        }

        if (type.Name == EbmsNames.SoapMediaType)
        {
            return TryCreate(new MimePart(string.Empty, contentType!, body), [], out parts, out fault);
        }

        if (!type.TryGetBoundary(out var boundary)
            || !MultipartReader.TryRead(body, boundary, limits, out var all, out fault))
        {
            return false;
        }

        // The root is the first part unless the start parameter names another (RFC 2387 §3.2).
        var root = all[0];
        if (type.Parameter("start") is { Length: > 0 } start)
        {
            var wanted = start is ['<', .., '>'] ? start[1..^1] : start;
            root = all.FirstOrDefault(part => part.ContentId == wanted);
        }

        fault = MimeFault.ContentType;
        return root is not null
            && TryCreate(root, [.. all.Where(part => !ReferenceEquals(part, root))], out parts, out fault);
    }

    private static bool TryCreate(
        MimePart root, IReadOnlyList<MimePart> attachments, [NotNullWhen(true)] out WireParts? parts, out MimeFault fault)
    {
        parts = null;
        fault = MimeFault.ContentType;
        if (!MediaType.TryParse(root.ContentType, out var type)
            || type.Name != EbmsNames.SoapMediaType
            || !(type.Charset is null || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        if (attachments.Any(part => part.ContentId.Length == 0))
        {
            fault = MimeFault.ContentId;
            return false;
        }

        parts = new WireParts(root, attachments);
        fault = MimeFault.None;
        return true;
    }
}
