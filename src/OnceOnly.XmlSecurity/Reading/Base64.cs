// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;

namespace OnceOnly.XmlSecurity.Reading;

/// <summary>The base64 of XML Schema and of HTML forms: white space may stand anywhere.</summary>
public static class Base64
{
    /// <summary>False for anything that is not base64, and for the empty text.</summary>
    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        var buffer = new byte[(text.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64String(text, buffer, out var written) || written == 0)
        {
            bytes = null;
            return false;
        }

        bytes = buffer.AsSpan(0, written).ToArray();
        return true;
    }
}
