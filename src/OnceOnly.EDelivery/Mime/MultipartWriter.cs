// SPDX-License-Identifier: EUPL-1.2

using System.Security.Cryptography;
using System.Text;

namespace OnceOnly.EDelivery.Mime;

/// <summary>Lays parts out as multipart/related; their contents are referred to, not copied.</summary>
internal static class MultipartWriter
{
    /// <param name="parts">The SOAP envelope first.</param>
    public static WireMessage Write(IReadOnlyList<MimePart> parts)
    {
        // 128 random bits: no part holds them by accident.
        var boundary = "=_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var segments = new List<ReadOnlyMemory<byte>>();
        foreach (var part in parts)
        {
            segments.Add(Encoding.ASCII.GetBytes(
                $"{(segments.Count == 0 ? string.Empty : "\r\n")}--{boundary}\r\n"
                + $"Content-Type: {part.ContentType}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <{part.ContentId}>\r\n\r\n"));
            segments.Add(part.Content);
        }

        segments.Add(Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n"));
        return new WireMessage(
            $"multipart/related; type=\"{EbmsNames.SoapMediaType}\"; start=\"<{parts[0].ContentId}>\"; boundary=\"{boundary}\"",
            segments);
    }
}
