// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using System.Text;
using OnceOnly.XmlSecurity.Reading;

namespace OnceOnly.Eidas.Saml;

/// <summary>The HTTP POST binding (SAML bindings §3.5): messages as base64 in a form.</summary>
public static class PostForm
{
    public const string RequestField = "SAMLRequest";
    public const string ResponseField = "SAMLResponse";
    public const string RelayStateField = "RelayState";

    /// <summary>SAML bindings §3.5.3: at most 80 bytes.</summary>
    public const int RelayStateMaxBytes = 80;

    /// <summary>The fields of a form that carries a message.</summary>
    /// <exception cref="ArgumentException">The relay state is longer than 80 bytes.</exception>
    public static IReadOnlyDictionary<string, string> Fields(string field, ReadOnlySpan<byte> message, string? relayState)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { [field] = Convert.ToBase64String(message) };
        if (relayState is not null)
        {
            if (Encoding.UTF8.GetByteCount(relayState) > RelayStateMaxBytes)
            {
                throw new ArgumentException("RelayState may not be longer than 80 bytes.", nameof(relayState));
            }

            fields.Add(RelayStateField, relayState);
        }

        return fields;
    }

    /// <summary>The message in a form field; false when it is no base64 or longer than any message may be.</summary>
    public static bool TryDecode(string? field, [NotNullWhen(true)] out byte[]? message)
    {
        message = null;
        return field is not null
            && field.Length <= XmlLimits.Message.MaxBytes * 3 / 2
            && Base64.TryDecode(field, out message);
    }
}
