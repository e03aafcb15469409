// SPDX-License-Identifier: EUPL-1.2

using System.Collections.ObjectModel;
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

    /// <summary>Every field, or query parameter, of SAML bindings §3.4 and §3.5: whatever goes beside a message has other names.</summary>
    public static IReadOnlySet<string> ReservedFields { get; } =
        new HashSet<string>(
            [RequestField, ResponseField, RelayStateField, RedirectQuery.AlgorithmField, RedirectQuery.SignatureField, "SAMLEncoding"],
            StringComparer.OrdinalIgnoreCase);

    /// <summary>The fields of a form that carries a message.</summary>
    /// <param name="field"><see cref="RequestField"/> or <see cref="ResponseField"/>.</param>
    /// <param name="message">XML of the message.</param>
    /// <param name="relayState">Opaque handle of at most 80 bytes; null or empty for none.</param>
    /// <param name="beside">Fields that the other side wants beside it.</param>
    /// <exception cref="ArgumentException">The relay state is longer than 80 bytes, or a field beside the message has a reserved name.</exception>
    public static IReadOnlyDictionary<string, string> Fields(
        string field, ReadOnlySpan<byte> message, string? relayState, IReadOnlyDictionary<string, string>? beside = null)
    {
        RequireRelayState(relayState);
        RequireOtherNames(beside);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { [field] = Convert.ToBase64String(message) };
        if (!string.IsNullOrEmpty(relayState))
        {
            fields.Add(RelayStateField, relayState);
        }

        foreach (var (name, value) in beside ?? ReadOnlyDictionary<string, string>.Empty)
        {
            fields.Add(name, value);
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

    internal static void RequireRelayState(string? relayState)
    {
        if (relayState is not null && Encoding.UTF8.GetByteCount(relayState) > RelayStateMaxBytes)
        {
            throw new ArgumentException("RelayState may not be longer than 80 bytes.", nameof(relayState));
        }
    }

    internal static void RequireOtherNames(IReadOnlyDictionary<string, string>? beside)
    {
        if (beside?.Keys.FirstOrDefault(ReservedFields.Contains) is { } reserved)
        {
            throw new ArgumentException($"A field beside a message may not be called {reserved}.", nameof(beside));
        }
    }
}
